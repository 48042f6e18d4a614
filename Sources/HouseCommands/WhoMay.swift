import Measures

/// The roles that commands are for. Each command names one of these or its own; who is in none of them reads and writes nothing.
///
/// What somebody sees of what a command reads is decided by the database, from their role's organisations and warehouses.
enum WhoMay {
    /// Those who work in the house: sites, needs, plans, vehicles, crews, counts, what waits for an explanation.
    static let read: Set<Role> = [.viewer, .volunteer, .manager, .lead]
    /// Goods, what happened to them, and the names of things: partners see their own.
    static let readGoods: Set<Role> = read.union([.partner])
    /// Rounds: partners see those of their organisation.
    static let readRounds: Set<Role> = readGoods
    /// Reports: partners and funders see those made for them.
    static let readReports: Set<Role> = readGoods.union([.funder])
    /// Money that was promised, all of it.
    static let readGrants: Set<Role> = [.viewer, .manager, .lead]
    /// One grant: its funder as well.
    static let readOneGrant: Set<Role> = readGrants.union([.funder])
    /// Entries of the day: goods in, moved, counted, lost.
    static let book: Set<Role> = [.volunteer, .manager]
    /// What owners agree among themselves: whose goods others may use, what is lent and given back.
    static let share: Set<Role> = [.partner, .manager]
    /// Who asks a warehouse for goods: partners, and those who write down what they said.
    static let ask: Set<Role> = [.partner, .volunteer, .manager, .lead]
    /// What people see at the sites: how many live there.
    static let serve: Set<Role> = book.union([.lead])
    /// Entries that change or outweigh those of others: corrections, files, the end of a count.
    static let amend: Set<Role> = [.manager]
    /// What the house is made of: items, places, grants, sites, needs, vehicles, crews, plans, reports.
    static let arrange: Set<Role> = [.manager, .lead]
}
