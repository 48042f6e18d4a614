/// The commands that sentences name, with the words that the table gives them, so that no hint names a command that cannot be typed.
///
/// Sentences are spoken by modules that do not know the table: what they may name stands here, and a test compares it with the table.
package enum CommandWords: String, Sendable, Hashable, CaseIterable {
    case adminClockAccept
    case aliasRemove
    case consentSet
    case countClose
    case countEnter
    case countList
    case countOpen
    case crewSet
    case debts
    case deliveryClose
    case deliveryList
    case deliveryOpen
    case deliverySheet
    case donationArrive
    case donationExpected
    case donationList
    case donationReceive
    case donorMerge
    case expenseList
    case grantClose
    case itemArchive
    case itemShow
    case lend
    case loss
    case kitDefine
    case movementCorrect
    case movementList
    case movementReverse
    case movementShow
    case needList
    case needSet
    case organisationArchive
    case personEdit
    case personEnd
    case personShow
    case periodList
    case placeArchive
    case planApprove
    case planList
    case planShow
    case planWhy
    case purchaseAdd
    case purchaseClose
    case purchaseDue
    case purchaseReceive
    case quarantineRelease
    case rateSet
    case reportList
    case reportRun
    case reportShow
    case reviewExplain
    case reserveList
    case reviewList
    case requestList
    case roundCancel
    case roundClose
    case roundDeliver
    case roundItems
    case roundList
    case roundLoad
    case roundReturn
    case roundShow
    case showStatus
    case siteAllow
    case siteHeadcount
    case siteList
    case sortFinish
    case sortList
    case settle
    case transitList
    case transitReceive
    case transitShow
    case vehicleStatus
    case warehouseArchive
    case warehouseClose
    case warehouseCloseShow
    case warehouseList

    /// The words as they are typed.
    package var words: Wording {
        switch self {
        case .adminClockAccept: Wording("admin clock accept", "admin horloge accepter")
        case .aliasRemove: Wording("alias remove", "alias enlever")
        case .consentSet: Wording("consent set", "consentement définir")
        case .countClose: Wording("count close", "comptage clore")
        case .countEnter: Wording("count enter", "comptage saisir")
        case .countList: Wording("count list", "comptage lister")
        case .countOpen: Wording("count open", "comptage ouvrir")
        case .crewSet: Wording("crew set", "équipe définir")
        case .debts: Wording("debts", "dettes")
        case .deliveryClose: Wording("delivery close", "livraison clore")
        case .deliveryList: Wording("delivery list", "livraison lister")
        case .deliveryOpen: Wording("delivery open", "livraison ouvrir")
        case .deliverySheet: Wording("delivery sheet", "livraison bon")
        case .donationArrive: Wording("donation arrive", "don arriver")
        case .donationExpected: Wording("donation expected", "don attendus")
        case .donationList: Wording("donation list", "don lister")
        case .donationReceive: Wording("donation receive", "don recevoir")
        case .donorMerge: Wording("donor merge", "donateur fusionner")
        case .expenseList: Wording("expense list", "dépense lister")
        case .grantClose: Wording("grant close", "subvention clore")
        case .itemArchive: Wording("item archive", "article archiver")
        case .itemShow: Wording("item show", "article montrer")
        case .lend: Wording("lend", "prêter")
        case .loss: Wording("loss", "perte")
        case .kitDefine: Wording("kit define", "kit définir")
        case .movementCorrect: Wording("movement correct", "mouvement corriger")
        case .movementList: Wording("movement list", "mouvement lister")
        case .movementReverse: Wording("movement reverse", "mouvement annuler")
        case .movementShow: Wording("movement show", "mouvement montrer")
        case .needList: Wording("need list", "besoin lister")
        case .needSet: Wording("need set", "besoin définir")
        case .organisationArchive: Wording("organisation archive", "association archiver")
        case .personEdit: Wording("person edit", "personne modifier")
        case .personEnd: Wording("person end", "personne finir")
        case .personShow: Wording("person show", "personne montrer")
        case .periodList: Wording("period list", "période lister")
        case .placeArchive: Wording("place archive", "emplacement archiver")
        case .planApprove: Wording("plan approve", "plan approuver")
        case .planList: Wording("plan list", "plan lister")
        case .planShow: Wording("plan show", "plan montrer")
        case .planWhy: Wording("plan why", "plan pourquoi")
        case .purchaseAdd: Wording("purchase add", "achat ajouter")
        case .purchaseClose: Wording("purchase close", "achat clore")
        case .purchaseDue: Wording("purchase due", "achat attendus")
        case .purchaseReceive: Wording("purchase receive", "achat recevoir")
        case .quarantineRelease: Wording("quarantine release", "quarantaine libérer")
        case .rateSet: Wording("rate set", "taux définir")
        case .reportList: Wording("report list", "rapport lister")
        case .reportRun: Wording("report run", "rapport faire")
        case .reportShow: Wording("report show", "rapport montrer")
        case .reviewExplain: Wording("review explain", "revue expliquer")
        case .reserveList: Wording("reserve list", "réserver lister")
        case .reviewList: Wording("review list", "revue lister")
        case .requestList: Wording("request list", "demande lister")
        case .roundCancel: Wording("round cancel", "tournée annuler")
        case .roundClose: Wording("round close", "tournée clore")
        case .roundDeliver: Wording("round deliver", "tournée livrer")
        case .roundItems: Wording("round items", "tournée articles")
        case .roundList: Wording("round list", "tournée lister")
        case .roundLoad: Wording("round load", "tournée charger")
        case .roundReturn: Wording("round return", "tournée retour")
        case .roundShow: Wording("round show", "tournée montrer")
        case .showStatus: Wording("show status", "afficher état")
        case .siteAllow: Wording("site allow", "site permettre")
        case .siteHeadcount: Wording("site headcount", "site effectif")
        case .siteList: Wording("site list", "site lister")
        case .sortFinish: Wording("sort finish", "trier finir")
        case .sortList: Wording("sort list", "trier lister")
        case .transitList: Wording("transit list", "transit lister")
        case .settle: Wording("settle", "solder")
        case .transitReceive: Wording("transit receive", "transit recevoir")
        case .transitShow: Wording("transit show", "transit montrer")
        case .vehicleStatus: Wording("vehicle status", "véhicule statut")
        case .warehouseArchive: Wording("warehouse archive", "entrepôt archiver")
        case .warehouseClose: Wording("warehouse close", "entrepôt fermer")
        case .warehouseCloseShow: Wording("warehouse close show", "entrepôt fermer montrer")
        case .warehouseList: Wording("warehouse list", "entrepôt lister")
        }
    }
}

extension DefaultStringInterpolation {
    /// The English words of a command: `"see \(en: .transitList)"`.
    package mutating func appendInterpolation(en command: CommandWords) { appendInterpolation(command.words.english) }

    /// The French words of a command: `"voir \(fr: .transitList)"`.
    package mutating func appendInterpolation(fr command: CommandWords) { appendInterpolation(command.words.french) }
}
