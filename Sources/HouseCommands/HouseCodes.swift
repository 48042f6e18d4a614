package import AdminProtocol
import Speech

/// Every code that the house answers with, beside those of the protocol itself.
package enum HouseCodes {
    /// The whole table, as `show codes` prints it.
    package static let table = CodeTable.standard.adding([
        CodeRow(
            "ARG.UNUSUAL", .never,
            en: "far beyond the usual; check it, or add sure=yes",
            fr: "bien au-delà de l'habituel ; vérifier, ou ajouter sûr=oui"),
        CodeRow(
            "RULE.LOT-OWNER", .never,
            en: "the lot named is of another owner than the one named",
            fr: "le lot nommé est d'un autre propriétaire que celui nommé"),
        CodeRow(
            "RULE.CORRECT-OTHERWISE", .never,
            en: "this cannot be corrected of such a movement; the sentence says what to do",
            fr: "cela ne se corrige pas pour un tel mouvement ; la phrase dit que faire"),
        CodeRow(
            "RULE.CORRECT-A-ROUND", .never,
            en: "the movement is a step of a round and is said anew there",
            fr: "le mouvement est une étape d'une tournée et se redit là"),
        CodeRow(
            "RULE.CORRECT-LEFT", .never,
            en: "part of the goods left in a way that the books cannot follow",
            fr: "une partie des biens est partie d'une façon que les comptes ne suivent pas"),
        CodeRow(
            "RULE.SECOND-COUNT", .never,
            en: "what was counted differs a lot from the books and is counted once more",
            fr: "ce qui a été compté diffère beaucoup des comptes et se recompte"),
        CodeRow(
            "RULE.PERIOD-NOT-OVER", .never,
            en: "a day that is not over yet cannot be closed",
            fr: "un jour qui n'est pas fini ne se clôt pas"),
        CodeRow(
            "RULE.PERIOD-CLOSED-TWICE", .never,
            en: "the books are closed up to there already",
            fr: "les comptes sont déjà clos jusque-là"),
        CodeRow(
            "RULE.PERIOD-OPEN-ENDS", .never,
            en: "counts or rounds of those days are open; end them, or add anyway=REASON",
            fr: "des comptages ou des tournées de ces jours sont ouverts ; les terminer, ou ajouter malgré=MOTIF"),
        CodeRow(
            "RULE.NOTHING-TO-UNDO", .never,
            en: "nothing of yours of the last hour stands that could be taken back",
            fr: "rien de vous depuis une heure ne tient encore qui puisse être annulé"),
        CodeRow(
            "RULE.UNDO-OTHERWISE", .never,
            en: "the entry is part of a round or a count and is put right there",
            fr: "l'écriture fait partie d'une tournée ou d'un comptage et se corrige là"),
        CodeRow(
            "RULE.BUILT-ON", .never,
            en: "others have built on the entry since",
            fr: "d'autres se sont appuyés sur l'écriture depuis"),
        CodeRow(
            "PERM.OTHERS-ENTRY", .never,
            en: "the entry is somebody else's",
            fr: "l'écriture est de quelqu'un d'autre"),
        CodeRow(
            "RULE.COUNTED-SINCE", .never,
            en: "a count since found the goods where the movement had put them",
            fr: "un comptage depuis a trouvé les biens là où le mouvement les avait mis"),
        CodeRow(
            "RULE.PART-OF-AN-ENTRY", .never,
            en: "the movement was booked by the program beside another, and follows it",
            fr: "le mouvement a été inscrit par le programme à côté d'un autre, et le suit"),
        CodeRow(
            "RULE.QUARANTINED", .never,
            en: "goods leave the quarantine by quarantine release only",
            fr: "les biens ne sortent de quarantaine que par quarantaine libérer"),
        CodeRow(
            "RULE.EXPIRED", .never,
            en: "the goods are past their date and go to the quarantine only",
            fr: "les biens ont passé leur date et ne vont qu'en quarantaine"),
        CodeRow(
            "NOTFOUND.SETTLEMENT", .never,
            en: "no settlement of this number",
            fr: "aucun règlement de ce numéro"),
        CodeRow(
            "NOTFOUND.REQUEST", .never,
            en: "no request of this number",
            fr: "aucune demande de ce numéro"),
        CodeRow(
            "RULE.CLOSING", .never,
            en: "the warehouse closes and takes nothing new in",
            fr: "l'entrepôt ferme et ne prend plus rien de nouveau"),
        CodeRow(
            "RULE.CLOSING-OPEN", .never,
            en: "something is open that has to end before the warehouse closes; each is a record",
            fr: "quelque chose est en cours et doit finir avant la fermeture ; chacune est un enregistrement"),
        CodeRow(
            "RULE.NO-CONSENT", .never,
            en: "the owner has not let these goods be used so",
            fr: "le propriétaire n'a pas permis cet usage de ses biens"),
        CodeRow(
            "RULE.SETTLES-MORE", .never,
            en: "more would be settled than is owed",
            fr: "ce serait solder plus que ce qui est dû"),
        CodeRow(
            "RULE.SETTLED-SINCE", .never,
            en: "the loan was settled since: reverse that first",
            fr: "le prêt a été soldé depuis : annuler d'abord cela"),
        CodeRow(
            "RULE.TRANSIT-DUE", .never,
            en: "goods are still on their way to the warehouse",
            fr: "des biens sont encore en route vers l'entrepôt"),
        CodeRow(
            "RULE.SORTED-MORE", .never,
            en: "more came out of the goods than went in",
            fr: "il sort plus que ce qui est entré"),
        CodeRow(
            "RULE.SORTED-LESS", .never,
            en: "some of the goods that went in are not accounted for",
            fr: "une partie des biens entrés reste à expliquer"),
        CodeRow(
            "RULE.CORRECT-A-MAKING", .never,
            en: "goods that became others are reversed as a whole, not corrected",
            fr: "des biens devenus d'autres s'annulent en entier, ils ne se corrigent pas"),
        CodeRow(
            "RULE.KIT-INSIDE-ITSELF", .never,
            en: "a kit cannot be made of itself, directly or through others",
            fr: "un kit ne peut pas se faire de lui-même, directement ou par d'autres"),
        CodeRow(
            "NOTFOUND.RESERVATION", .never,
            en: "nothing of it is kept for anybody there",
            fr: "rien n'y est gardé pour personne"),
        CodeRow(
            "NOTFOUND.KIT", .never,
            en: "nobody has said what the kit is made of",
            fr: "personne n'a dit de quoi le kit est fait"),
        CodeRow(
            "RULE.SORTED-SINCE", .never,
            en: "more came out of the sorting since; that is reversed first",
            fr: "d'autres biens sont sortis du tri depuis ; les annuler d'abord"),
        CodeRow(
            "RULE.SORTING-SETTLED", .never,
            en: "nothing is left of the sorting, or less than was said",
            fr: "il ne reste rien du tri, ou moins que ce qui est dit"),
        CodeRow(
            "NOTFOUND.SORTING", .never,
            en: "no sorting of this number",
            fr: "aucun tri de ce numéro"),
        CodeRow(
            "BOOKS.FAULTS", .never,
            en: "verification found faults in the books; each is a record",
            fr: "la vérification a trouvé des anomalies dans les comptes ; chacune est un enregistrement"),
        CodeRow(
            "NOTFOUND.DONATION", .never,
            en: "no donation of this number",
            fr: "aucun don de ce numéro"),
        CodeRow(
            "NOTFOUND.DELIVERY", .never,
            en: "no delivery of this number",
            fr: "aucune livraison de ce numéro"),
        CodeRow(
            "NOTFOUND.EXPECTED", .never,
            en: "nothing was announced under this number",
            fr: "rien n'est annoncé sous ce numéro"),
        CodeRow(
            "RULE.DELIVERY-CLOSED", .never,
            en: "the delivery is closed and takes no line any more",
            fr: "la livraison est close et ne prend plus de ligne"),
        CodeRow(
            "RULE.EXPECTED-ENDED", .never,
            en: "it has arrived or was withdrawn",
            fr: "c'est arrivé ou retiré"),
        CodeRow(
            "RULE.DONOR-UNKNOWN", .never,
            en: "unknown stands for all whom nobody knows",
            fr: "unknown désigne tous ceux que personne ne connaît"),
        CodeRow(
            "NOTFOUND.PURCHASE", .never,
            en: "no purchase of this number",
            fr: "aucun achat de ce numéro"),
        CodeRow(
            "NOTFOUND.EXPENSE", .never,
            en: "no expense of this number",
            fr: "aucune dépense de ce numéro"),
        CodeRow(
            "NOTFOUND.LINE", .never,
            en: "the grant has no such line; the nearest is named",
            fr: "la subvention n'a pas cette ligne ; la plus proche est nommée"),
        CodeRow(
            "CONFLICT.INVOICE-KNOWN", .never,
            en: "an invoice of this number of the supplier is written down already",
            fr: "une facture de ce numéro de ce fournisseur est déjà notée"),
        CodeRow(
            "RULE.PURCHASE-ENDED", .never,
            en: "the purchase is closed or cancelled and takes no goods",
            fr: "l'achat est clos ou annulé et ne prend plus de biens"),
        CodeRow(
            "RULE.PURCHASE-RECEIVED", .never,
            en: "goods of the purchase have come",
            fr: "des biens de l'achat sont venus"),
        CodeRow(
            "RULE.SPENDING-REVERSED", .never,
            en: "it was taken back already",
            fr: "c'est déjà repris"),
        CodeRow(
            "RULE.LINE-CHARGED", .never,
            en: "money was charged to the line of the grant, which stays",
            fr: "de l'argent est imputé à la ligne de la subvention, qui reste"),
        CodeRow(
            "NOTFOUND.WAREHOUSE", .never,
            en: "no such warehouse; the nearest is named",
            fr: "entrepôt inconnu ; le plus proche est nommé"),
        CodeRow(
            "NOTFOUND.ORGANISATION", .never,
            en: "no such organisation; the nearest is named",
            fr: "association inconnue ; la plus proche est nommée"),
        CodeRow(
            "NOTFOUND.CATEGORY", .never,
            en: "no item is of this category; the nearest is named",
            fr: "aucun article n'est de cette catégorie ; la plus proche est nommée"),
        CodeRow(
            "NOTFOUND.PACK", .never,
            en: "the item has no such pack",
            fr: "l'article n'a pas ce conditionnement"),
        CodeRow(
            "NOTFOUND.GRANT-LINE", .never,
            en: "the grant has no such line",
            fr: "la subvention n'a pas cette ligne"),
        CodeRow(
            "RULE.IN-USE", .never,
            en: "something stands on it, and it stays as it is",
            fr: "des données s'y appuient, et cela reste tel quel"),
        CodeRow(
            "NOTFOUND.ALIAS", .never,
            en: "the item has no such other name",
            fr: "l'article n'a pas cet autre nom"),
        CodeRow(
            "NOTFOUND.MOVEMENT", .never,
            en: "no movement of this number",
            fr: "aucun mouvement de ce numéro"),
        CodeRow(
            "NOTFOUND.GRANT", .never,
            en: "no such grant; the nearest is named",
            fr: "subvention inconnue ; la plus proche est nommée"),
        CodeRow(
            "NOTFOUND.COUNT", .never,
            en: "no count of this number",
            fr: "aucun comptage de ce numéro"),
        CodeRow(
            "NOTFOUND.LOT", .never,
            en: "no such lot of the item; the nearest is named",
            fr: "lot inconnu de l'article ; le plus proche est nommé"),
        CodeRow(
            "NOTFOUND.SITE", .never,
            en: "no such site; the nearest is named",
            fr: "lieu inconnu ; le plus proche est nommé"),
        CodeRow(
            "NOTFOUND.ROUND", .never,
            en: "no round of this number",
            fr: "aucune tournée de ce numéro"),
        CodeRow(
            "NOTFOUND.STOP", .never,
            en: "the round has no such stop",
            fr: "la tournée n'a pas cet arrêt"),
        CodeRow(
            "NOTFOUND.PLAN", .never,
            en: "no plan of this number",
            fr: "aucun plan de ce numéro"),
        CodeRow(
            "NOTFOUND.TRANSIT", .never,
            en: "nothing was sent under this number",
            fr: "rien n'a été envoyé sous ce numéro"),
        CodeRow(
            "NOTFOUND.PERSON", .never,
            en: "no such person; the nearest is named",
            fr: "personne inconnue ; la plus proche est nommée"),
        CodeRow(
            "RULE.PERSON-ERASED", .never,
            en: "the person's name and PIN were erased, for ever",
            fr: "le nom et le code de la personne ont été effacés, pour toujours"),
        CodeRow(
            "NOTFOUND.VEHICLE", .never,
            en: "no such vehicle; the nearest is named",
            fr: "véhicule inconnu ; le plus proche est nommé"),
        CodeRow(
            "NOTFOUND.NEED", .never,
            en: "no such need",
            fr: "besoin inconnu"),
        CodeRow(
            "NOTFOUND.DONOR", .never,
            en: "no such donor",
            fr: "donateur inconnu"),
        CodeRow(
            "NOTFOUND.REPORT", .never,
            en: "no such report",
            fr: "rapport inconnu"),
        CodeRow(
            "NOTFOUND.REVIEW", .never,
            en: "nothing on the review list has this number",
            fr: "rien dans la revue ne porte ce numéro"),
        CodeRow(
            "NOTFOUND.CODE", .never,
            en: "no such code; the nearest is named",
            fr: "code inconnu ; le plus proche est nommé"),
        CodeRow(
            "CONFLICT.EXISTS", .never,
            en: "the code is taken by something else",
            fr: "le code est déjà pris"),
        CodeRow(
            "CONFLICT.COUNT-OPEN", .never,
            en: "the place is being counted already",
            fr: "l'emplacement est déjà en comptage"),
        CodeRow(
            "CONFLICT.LOT-DIFFERS", .never,
            en: "the batch is known with another date of expiry",
            fr: "ce lot est connu avec une autre date de péremption"),
        CodeRow(
            "RULE.ALREADY-REVERSED", .never,
            en: "the movement was reversed before",
            fr: "le mouvement est déjà annulé"),
        CodeRow(
            "RULE.ALREADY-EXPLAINED", .never,
            en: "the difference was explained before",
            fr: "l'écart est déjà expliqué"),
        CodeRow(
            "RULE.APPEND-ONLY", .never,
            en: "the books are append-only: reverse or correct",
            fr: "les comptes ne s'effacent pas : annuler ou corriger"),
        CodeRow(
            "RULE.ARCHIVED", .never,
            en: "it is archived and takes nothing new",
            fr: "c'est archivé et ne prend plus rien"),
        CodeRow(
            "RULE.CORRECT-A-SENDING", .never,
            en: "goods between two warehouses are sent again, not corrected",
            fr: "des biens entre deux entrepôts se renvoient, ne se corrigent pas"),
        CodeRow(
            "RULE.CORRECT-ONE-ITEM", .never,
            en: "a movement of several things is reversed, not corrected",
            fr: "un mouvement de plusieurs choses s'annule, ne se corrige pas"),
        CodeRow(
            "RULE.CORRECTED-SINCE", .never,
            en: "the movement was corrected since: reverse the correction first",
            fr: "le mouvement a été corrigé depuis : annuler d'abord la correction"),
        CodeRow(
            "RULE.COUNT-CLOSED", .never,
            en: "the count is over",
            fr: "le comptage est terminé"),
        CodeRow(
            "RULE.COUNT-NEEDS-LOT", .never,
            en: "what was counted was never received: book its receipt first",
            fr: "ce qui est compté n'a jamais été reçu : enregistrer d'abord sa réception"),
        CodeRow(
            "RULE.COUNT-OPEN", .never,
            en: "a count is open there",
            fr: "un comptage y est ouvert"),
        CodeRow(
            "RULE.COUNT-OVERLAP", .never,
            en: "two counts overlap",
            fr: "deux comptages se chevauchent"),
        CodeRow(
            "RULE.GRANT-CLOSED", .never,
            en: "the grant is closed and takes no new goods",
            fr: "la subvention est close et ne prend plus de biens"),
        CodeRow(
            "RULE.GRANT-ENDS-BEFORE-IT-BEGINS", .never,
            en: "a grant ends after it begins",
            fr: "une subvention finit après avoir commencé"),
        CodeRow(
            "RULE.GRANT-LINES-ABOVE-AMOUNT", .never,
            en: "the budget lines are more than the grant",
            fr: "les lignes de budget dépassent la subvention"),
        CodeRow(
            "RULE.LINE-REPEATED", .never,
            en: "the same lot goes the same way twice in one movement",
            fr: "le même lot fait deux fois le même chemin"),
        CodeRow(
            "RULE.LINES-MISSING", .never,
            en: "a movement without lines",
            fr: "un mouvement sans ligne"),
        CodeRow(
            "RULE.NOTHING-TO-CORRECT", .never,
            en: "the movement already says so",
            fr: "le mouvement le dit déjà"),
        CodeRow(
            "RULE.OCCURRED-IN-FUTURE", .never,
            en: "it lies more than five minutes ahead",
            fr: "c'est à plus de cinq minutes dans le futur"),
        CodeRow(
            "RULE.PARENT-IS-A-VARIANT", .never,
            en: "a variant has no variants of its own",
            fr: "une variante n'a pas de variantes"),
        CodeRow(
            "RULE.PERIOD-CLOSED", .never,
            en: "the period is closed: say concerns=DATE",
            fr: "la période est close : dire concerne=DATE"),
        CodeRow(
            "RULE.PLACE-NEEDED", .never,
            en: "the place must be named",
            fr: "l'emplacement doit être nommé"),
        CodeRow(
            "RULE.PLACE-OUTSIDE", .never,
            en: "a place of the world outside holds no stock",
            fr: "une place du monde extérieur ne tient pas de stock"),
        CodeRow(
            "RULE.QUANTITY-ABOVE-ZERO", .never,
            en: "a quantity is above zero",
            fr: "une quantité est au-dessus de zéro"),
        CodeRow(
            "RULE.QUANTITY-CEILING", .never,
            en: "at most 10^15 base units",
            fr: "au plus 10^15 unités de base"),
        CodeRow(
            "RULE.NEEDS-APPROVER", .never,
            en: "goods leave the quarantine only with the word of somebody else",
            fr: "les biens ne sortent de quarantaine qu'avec l'accord d'une autre personne"),
        CodeRow(
            "RULE.NEVER-MOBILE", .never,
            en: "this item never goes on a mobile round",
            fr: "cet article ne va jamais en tournée mobile"),
        CodeRow(
            "RULE.HIDES-FROM-YOU", .never,
            en: "the person would not see the site any more",
            fr: "la personne ne verrait plus le site"),
        CodeRow(
            "RULE.ON-A-ROUND", .never,
            en: "the goods are on board of a round",
            fr: "les biens sont à bord d'une tournée"),
        CodeRow(
            "RULE.SERIAL-ELSEWHERE", .never,
            en: "the piece with this serial number is somewhere else already",
            fr: "la pièce de ce numéro de série est déjà ailleurs"),
        CodeRow(
            "STOCK.INSUFFICIENT-THEN", .never,
            en: "less was there on a day since it happened",
            fr: "il y en avait moins un jour depuis"),
        CodeRow(
            "RULE.REASON-PLACES", .never,
            en: "goods do not go that way for that reason",
            fr: "on ne va pas par là pour ce motif"),
        CodeRow(
            "RULE.REPORT-UNBALANCED", .never,
            en: "the report does not close; nothing was sealed",
            fr: "le rapport ne boucle pas ; rien n'est scellé"),
        CodeRow(
            "RULE.REPORT-TOTAL", .never,
            en: "totals of the report disagree; nothing was sealed",
            fr: "des totaux du rapport ne s'accordent pas ; rien n'est scellé"),
        CodeRow(
            "RULE.REPORT-FACTS", .never,
            en: "the facts of the report contradict each other",
            fr: "les données du rapport se contredisent"),
        CodeRow(
            "RULE.REPORT-NOT-OVER", .never,
            en: "the days of the report are not over by the database's clock",
            fr: "les jours du rapport ne sont pas finis d'après l'horloge de la base"),
        CodeRow(
            "RULE.CLOCK-HELD", .never,
            en: "nothing is sealed while the clock is in doubt; show status says why",
            fr: "rien n'est scellé tant que l'horloge est douteuse ; afficher état dit pourquoi"),
        CodeRow(
            "RULE.REPORT-SEALED", .never,
            en: "a sealed report is only restated",
            fr: "un rapport scellé n'est que révisé"),
        CodeRow(
            "RULE.RESERVATION-TOO-LARGE", .never,
            en: "more is promised than there is",
            fr: "on promet plus qu'il n'y a"),
        CodeRow(
            "RULE.SAME-PLACE", .never,
            en: "from and to are the same place",
            fr: "de et vers sont le même emplacement"),
        CodeRow(
            "RULE.SERIAL-FOR-PIECES", .never,
            en: "only pieces have serial numbers",
            fr: "seules les pièces ont un numéro de série"),
        CodeRow(
            "RULE.SNAPSHOT-TOO-YOUNG", .never,
            en: "a snapshot is at least a day old",
            fr: "un instantané a au moins un jour"),
        CodeRow(
            "RULE.STOCK-REMAINS", .never,
            en: "stock remains: move it or give it out first",
            fr: "il reste du stock : le déplacer ou le donner d'abord"),
        CodeRow(
            "RULE.TRANSIT-EXCEEDED", .never,
            en: "more than is still due on the transit",
            fr: "plus que ce qui reste dû sur le transit"),
        CodeRow(
            "RULE.TRANSIT-MORE-THAN-SENT", .never,
            en: "more arrived than was sent",
            fr: "il est arrivé plus que ce qui est parti"),
        CodeRow(
            "RULE.TRANSIT-RECEIVED", .never,
            en: "goods received elsewhere are sent back, not reversed",
            fr: "des biens reçus ailleurs se renvoient, ne s'annulent pas"),
        CodeRow(
            "RULE.TRANSIT-SETTLED", .never,
            en: "nothing is due on the transit",
            fr: "rien n'est dû sur le transit"),
        CodeRow(
            "RULE.TWO-WAREHOUSES", .never,
            en: "one movement does not span two warehouses",
            fr: "un mouvement n'est que dans un entrepôt"),
        CodeRow(
            "RULE.VARIANT-UNIT", .never,
            en: "a variant is counted in the unit of its parent",
            fr: "une variante se compte dans l'unité de son parent"),
        CodeRow(
            "RULE.WORKSHOP-UNBALANCED", .never,
            en: "what goes into the workshop comes out of it",
            fr: "ce qui entre à l'atelier en ressort"),
        CodeRow(
            "IMPORT.COLUMN", .never,
            en: "a column that seems to matter is not understood, or two mean the same",
            fr: "une colonne qui semble compter n'est pas comprise, ou deux veulent dire la même chose"),
        CodeRow(
            "IMPORT.DATES", .never,
            en: "nothing shows whether the day or the month stands first: say dates=",
            fr: "rien ne montre si le jour ou le mois vient d'abord : dire dates="),
        CodeRow(
            "IMPORT.DECIMAL", .never,
            en: "nothing shows the decimal mark: say decimal=",
            fr: "rien ne montre la marque décimale : dire décimale="),
        CodeRow(
            "IMPORT.EMPTY", .never,
            en: "the file has no rows",
            fr: "le fichier n'a pas de ligne"),
        CodeRow(
            "IMPORT.HEADER", .never,
            en: "the header lacks the item or the quantity",
            fr: "l'en-tête n'a pas l'article ou la quantité"),
        CodeRow(
            "IMPORT.ROW", .never,
            en: "a row that cannot be read",
            fr: "une ligne illisible"),
        CodeRow(
            "IMPORT.ROWS", .never,
            en: "rows that cannot be booked, each named; nothing was booked",
            fr: "des lignes refusées, chacune nommée ; rien n'est enregistré"),
        CodeRow(
            "IMPORT.TWO-WAREHOUSES", .never,
            en: "one file is for one warehouse",
            fr: "un fichier concerne un seul entrepôt"),
        CodeRow(
            "PLAN.CAPACITY", .never,
            en: "a capacity that cannot be planned with",
            fr: "une capacité impossible à planifier"),
        CodeRow(
            "PLAN.DAYS", .never,
            en: "a plan has 1 to 31 days",
            fr: "un plan a de 1 à 31 jours"),
        CodeRow(
            "PLAN.DUPLICATE-ITEM", .never,
            en: "an item stands twice",
            fr: "un article figure deux fois"),
        CodeRow(
            "PLAN.DUPLICATE-NEED", .never,
            en: "a need stands twice",
            fr: "un besoin figure deux fois"),
        CodeRow(
            "PLAN.DUPLICATE-SITE", .never,
            en: "a site stands twice",
            fr: "un lieu figure deux fois"),
        CodeRow(
            "PLAN.DUPLICATE-VEHICLE", .never,
            en: "a vehicle stands twice",
            fr: "un véhicule figure deux fois"),
        CodeRow(
            "PLAN.NEED-FIGURES", .never,
            en: "a need with figures out of range",
            fr: "un besoin aux chiffres impossibles"),
        CodeRow(
            "PLAN.NOT-IN-A-BATCH", .never,
            en: "a plan is made on its own, not in a batch",
            fr: "un plan se fait seul, pas dans un lot de commandes"),
        CodeRow(
            "PLAN.PEOPLE", .never,
            en: "a headcount out of range",
            fr: "un nombre de personnes impossible"),
        CodeRow(
            "PLAN.ROUTING", .never,
            en: "the routes cannot be searched; the reason is named",
            fr: "les trajets ne peuvent être cherchés ; la raison est nommée"),
        CodeRow(
            "PLAN.SHARES", .never,
            en: "the size shares are not 100 percent",
            fr: "les parts par taille ne font pas 100 %"),
        CodeRow(
            "PLAN.STOCK", .never,
            en: "stock out of range",
            fr: "un stock impossible"),
        CodeRow(
            "PLAN.UNKNOWN-ITEM", .never,
            en: "a need of an item nobody knows",
            fr: "un besoin d'article inconnu"),
        CodeRow(
            "PLAN.UNKNOWN-SITE", .never,
            en: "a need of a site nobody knows",
            fr: "un besoin d'un lieu inconnu"),
        CodeRow(
            "PLAN.VEHICLE-TAKEN", .never,
            en: "the vehicle is out with another round at that time",
            fr: "le véhicule est pris par une autre tournée à ce moment"),
        CodeRow(
            "ROUND.FIGURE", .never,
            en: "a figure of the sheet that cannot be",
            fr: "un chiffre impossible sur la feuille"),
        CodeRow(
            "ROUND.FINAL", .never,
            en: "the round is over",
            fr: "la tournée est terminée"),
        CodeRow(
            "ROUND.NOT-ITS-GOODS", .never,
            en: "the goods are not of the round's organisation",
            fr: "les biens ne sont pas à l'association de la tournée"),
        CodeRow(
            "ROUND.PAST", .never,
            en: "the step lies behind the round",
            fr: "l'étape est derrière la tournée"),
        CodeRow(
            "ROUND.STOP-RECORDED", .never,
            en: "the stop was recorded before",
            fr: "l'arrêt est déjà enregistré"),
        CodeRow(
            "ROUND.UNBALANCED", .never,
            en: "loaded and accounted for differ; the items are named",
            fr: "chargé et justifié diffèrent ; les articles sont nommés"),
        CodeRow(
            "ROUND.UNDERWAY", .never,
            en: "a round under way is not cancelled",
            fr: "une tournée en route ne s'annule pas"),
        CodeRow(
            "CONFLICT.REPORT-RUNNING", .never,
            en: "another daemon is making this report right now",
            fr: "un autre démon fait ce rapport en ce moment"),
        CodeRow(
            "RULE.REPORT-IN-BATCH", .never,
            en: "a report is made outside a batch",
            fr: "un rapport se fait hors d'un lot de commandes"),
        CodeRow(
            "BATCH.TWO-WAREHOUSES", .never,
            en: "a batch books in one warehouse",
            fr: "un lot n'écrit que dans un entrepôt"),
        CodeRow(
            "DB.DISK-FULL", .after(milliseconds: 60_000),
            en: "the disk of the database is full; nothing was booked",
            fr: "le disque de la base est plein ; rien n'est enregistré"),
        CodeRow(
            "DB.DAMAGED", .never,
            en: "the database met data that is damaged on its disk; restore the last backup beside it and compare",
            fr: "la base a trouvé des données abîmées sur le disque ; restaurer la dernière sauvegarde à côté et comparer"),
    ])
}
