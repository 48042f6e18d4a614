import EntrepotStore
import Measures
import PlainJSON
package import Speech
package import StockLedger

/// What an owner lets others do with their goods.
package struct SetConsent: Sendable {
    /// What is said.
    package struct Words: Sendable {
        package var owner: String
        /// Nil is everybody.
        package var user: String?
        package var item: String?
        package var category: String?
        package var answer: Consent.Answer
        package var terms: Consent.Terms
        /// A day as written.
        package var until: String?
        package var warehouse: String?

        package init(
            owner: String, user: String? = nil, item: String? = nil, category: String? = nil, answer: Consent.Answer,
            terms: Consent.Terms = .loan, until: String? = nil, warehouse: String? = nil
        ) {
            self.owner = owner
            self.user = user
            self.item = item
            self.category = category
            self.answer = answer
            self.terms = terms
            self.until = until
            self.warehouse = warehouse
        }
    }

    /// The keys of its records, in order.
    package static let keys = ["consent", "owner", "user", "item", "category", "allow", "as", "until", "warehouse", "by", "at"]

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Keeps what an owner says. Only who acts for the owner says it.
    package func run(_ words: Words) async throws -> Answer {
        let names = Names(desk)
        let warehouse = try await names.warehouse(words.warehouse)
        let owner = try await names.organisation(words.owner, figure: "owner")
        try desk.requireOwner(owner.id, in: warehouse.id)
        let user: OrganisationRecord? = if let code = words.user { try await names.organisation(code, figure: "user") } else { nil }
        guard user?.id != owner.id else {
            throw Refusal(
                .argumentValue, ["user": .string(owner.code)],
                Wording(
                    "\(owner.code) uses its own goods without being asked: name another user, or leave user= out for everybody",
                    "\(owner.code) utilise ses propres biens sans demander : nommer une autre association, ou enlever pour= pour tout le monde"
                ))
        }
        let subject = try await subject(words)
        let until: CivilDate? =
            if let written = words.until {
                try await Moments(desk).day(written, .planned, figure: "until", warehouse: warehouse)
            } else { nil }
        let said = Consent(
            owner: owner.id, user: user?.id, subject: subject, answer: words.answer, terms: words.terms, until: until, number: 0)
        return try await desk.once(in: warehouse.id, of: .asked) { desk in
            let transaction = try desk.requireTransaction
            let today = try await Moments(desk).today(warehouse)
            let before = Consents(try await ConsentQueries.all(warehouse: warehouse.id, from: transaction).map(\.consent))
                .standing(on: today).first { $0.isSame(as: said) }
            let number =
                if let before { before.number } else {
                    try await ConsentQueries.add(said, by: desk.actor, warehouse: warehouse.id, in: transaction)
                }
            return Answer(
                pairs: ["consent": .integer(number), "warehouse": .string(warehouse.code)], told(said, owner, user), changed: before == nil)
        }
    }

    private func subject(_ words: Words) async throws -> Consent.Subject {
        if let sku = words.item {
            guard words.category == nil else {
                throw Refusal(
                    .argumentValue, ["argument": "item", "beside": "category"],
                    Wording("say item= or category=, not both", "dire article= ou catégorie=, pas les deux"))
            }
            return .item(try await Names(desk).item(sku).item.id)
        }
        guard let category = words.category else { return .everything }
        let known = Set(desk.catalogue.items.map(\.category))
        guard known.contains(category) else {
            throw Refusal.notFound(
                "ARG.VALUE", Wording("category", "catégorie"), category,
                nearest: NearestWords.nearest(to: category, among: known.sorted()), figure: "category")
        }
        return .category(category)
    }

    private func told(_ said: Consent, _ owner: OrganisationRecord, _ user: OrganisationRecord?) -> Wording {
        let who = user.map { Wording($0.code, $0.code) } ?? Wording("everybody", "tout le monde")
        let what: Wording
        switch said.subject {
        case .everything: what = Wording("everything", "tout")
        case .category(let name): what = Wording("the category \(name)", "la catégorie \(name)")
        case .item(let id):
            let sku = desk.catalogue.item(id)?.item.sku.text ?? ""
            what = Wording(sku, sku)
        }
        let until = said.until.map { Wording(" until \($0.words.english)", " jusqu'au \($0.words.french)") } ?? Wording("", "")
        switch (said.answer, said.terms) {
        case (.yes, .loan):
            return Wording(
                "\(who.english) may use \(what.english) of \(owner.code)\(until.english); what is used is owed",
                "\(who.french) peut utiliser \(what.french) de \(owner.code)\(until.french) ; ce qui est utilisé est dû")
        case (.yes, .gift):
            return Wording(
                "\(who.english) may use \(what.english) of \(owner.code)\(until.english); what is used is a gift",
                "\(who.french) peut utiliser \(what.french) de \(owner.code)\(until.french) ; ce qui est utilisé est donné")
        case (.ask, _):
            return Wording(
                "\(owner.code) wants to be asked before \(who.english) uses \(what.english)\(until.english)",
                "\(owner.code) veut qu'on lui demande avant que \(who.french) utilise \(what.french)\(until.french)")
        case (.no, _):
            return Wording(
                "\(who.english) may not use \(what.english) of \(owner.code)\(until.english)",
                "\(who.french) ne peut pas utiliser \(what.french) de \(owner.code)\(until.french)")
        }
    }
}

extension Consent {
    /// Whether it says the same, whenever it was said.
    func isSame(as other: Consent) -> Bool {
        owner == other.owner && user == other.user && subject == other.subject && answer == other.answer && terms == other.terms
            && until == other.until
    }
}

extension Consent.Answer: Choosable {
    package var words: Wording {
        switch self {
        case .yes: Wording("yes", "oui")
        case .no: Wording("no", "non")
        case .ask: Wording("ask", "demander")
        }
    }
}

extension Consent.Terms: Choosable {
    package var words: Wording {
        switch self {
        case .loan: Wording("loan", "prêt")
        case .gift: Wording("gift", "don")
        }
    }

    package var otherWords: [String] { self == .gift ? ["cadeau"] : [] }
}
