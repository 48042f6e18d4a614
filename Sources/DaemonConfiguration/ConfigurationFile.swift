import Measures
import Speech
import Yams

/// Reading the file node by node: what the walk does not know is a fault, not silence.
struct ConfigurationFile {
    /// Its path, for the places of faults.
    let path: String
    private(set) var configuration: Configuration
    private(set) var faults: [ConfigurationFault] = []
    /// Names of the keys that stand in the file, in its order.
    private(set) var keys: [String] = []

    /// Reads a text over settings that stand already.
    init(path: String, text: String, over configuration: Configuration) {
        self.path = path
        self.configuration = configuration
        do {
            let (composed, twice) = try DuplicateKeys.compose(text, path: path)
            faults += twice
            guard let root = composed else { return }
            guard case .mapping(let mapping) = root else {
                if ConfigurationFile.isNothing(root) { return }
                faults.append(
                    ConfigurationFault(
                        .syntax, at: place(root), found: "the file is not a mapping of keys to values",
                        remedy: "Write lines such as \"log:\" and below it \"  level: info\""))
                return
            }
            walk(mapping, section: "")
            // In the order of the lines, the keys given twice among the others.
            if !twice.isEmpty {
                faults = faults.enumerated().sorted { (line($0.element), $0.offset) < (line($1.element), $1.offset) }.map(\.element)
            }
        } catch {
            faults.append(ConfigurationFile.fault(error, path: path))
        }
    }

    private mutating func walk(_ mapping: Node.Mapping, section: String) {
        for (key, value) in mapping {
            guard let word = key.string else {
                faults.append(
                    ConfigurationFault(
                        .syntax, at: place(key), found: "a key has to be a word", remedy: "Write it as in Config/entrepotd.yaml"))
                continue
            }
            let name = section.isEmpty ? word : "\(section).\(word)"
            if let row = ConfigurationKeys.named(name) {
                keys.append(name)
                read(row, value)
            } else if ConfigurationKeys.all.contains(where: { $0.name.hasPrefix("\(name).") }) {
                if case .mapping(let inner) = value {
                    walk(inner, section: name)
                } else if !ConfigurationFile.isNothing(value) {
                    faults.append(
                        ConfigurationFault(
                            .value, at: place(value), found: "\(name) is a section, not a value",
                            remedy: "Put its keys below it, each indented by two spaces"))
                }
            } else {
                faults.append(unknown(word, section: section, at: place(key)))
            }
        }
    }

    private mutating func read(_ row: ConfigurationKey, _ node: Node) {
        if ConfigurationFile.isNothing(node) { return }
        let value: WrittenValue
        switch node {
        case .scalar(let scalar): value = .scalar(scalar.string)
        case .sequence(let sequence):
            let words = sequence.map { element -> String? in
                if case .scalar(let scalar) = element { return scalar.string }
                return nil
            }
            guard let plain = words as? [String] else {
                wrong(row, node, "a list of lists or mappings")
                return
            }
            value = .list(plain)
        case .mapping(let mapping):
            guard row.isMapping else {
                wrong(row, node, "a mapping")
                return
            }
            value = .roles(grants(mapping, section: row.name))
        case .alias:
            wrong(row, node, "an alias")
            return
        }
        if !row.apply(value, &configuration) {
            let shown: String
            switch value {
            case .scalar(let text): shown = "\"\(text)\""
            case .list: shown = "a list"
            case .roles: shown = "a mapping"
            }
            wrong(row, node, shown)
        }
    }

    private mutating func grants(_ mapping: Node.Mapping, section: String) -> [AccountRoles] {
        var grants: [AccountRoles] = []
        for (key, value) in mapping {
            guard case .scalar(let account) = key, !account.string.isEmpty else {
                faults.append(
                    ConfigurationFault(
                        .value, at: place(key), found: "an account has to be a name",
                        remedy: "Write: \(section == "roles.users" ? "marie" : "leads"): [manager]"))
                continue
            }
            if let grant = grant(of: account.string, value) { grants.append(grant) }
        }
        return grants
    }

    /// The rights of one account; nil when they have a fault.
    private mutating func grant(of account: String, _ node: Node) -> AccountRoles? {
        let before = faults.count
        var roles: [Role]?
        var (organisations, warehouses): ([String]?, [String]?)
        var shared: [Role] = []
        if case .mapping(let parts) = node {
            for (part, list) in parts {
                switch part.string {
                case "roles": roles = self.roles(list, of: account)
                case "organisations": organisations = words(list, of: account)
                case "shared": shared = self.roles(list, of: account)
                case "warehouses": warehouses = words(list, of: account)
                default:
                    let nearest = NearestWords.nearest(to: part.string ?? "", among: ["roles", "organisations", "warehouses", "shared"])
                        .first
                    faults.append(
                        ConfigurationFault(
                            .unknownKey, at: place(part), found: "\(part.string ?? "?") is no part of the rights of \(account)",
                            remedy: nearest.map { "Did you mean \($0)?" } ?? "There are roles, organisations, warehouses and shared"))
                }
            }
        } else {
            roles = self.roles(node, of: account)
        }
        guard faults.count == before else { return nil }
        guard let roles else {
            faults.append(
                ConfigurationFault(
                    .value, at: place(node), found: "\(account) has no roles",
                    remedy: "Write: \(account): {roles: [viewer], …}, or remove the entry"))
            return nil
        }
        let grant = AccountRoles(account: account, roles: roles, organisations: organisations, warehouses: warehouses, shared: shared)
        if shared.contains(.admin) {
            faults.append(
                ConfigurationFault(
                    .value, at: place(node), found: "persons would be administrators on the shared account \(account)",
                    remedy: "Give administrators accounts of their own, and leave admin out of shared"))
            return nil
        }
        if grant.isLimited, roles.contains(.admin) {
            let limits = [("organisations", organisations), ("warehouses", warehouses)].compactMap { name, codes in
                codes.map { "\(name): [\($0.joined(separator: ", "))]" }
            }.joined(separator: ", ")
            faults.append(
                ConfigurationFault(
                    .value, at: place(node), found: "\(account) would be an administrator with limits, and an administrator has none",
                    remedy: "Write \(account): [admin] for everything, or a role that can be limited: "
                        + "\(account): {roles: [manager], \(limits)}"))
            return nil
        }
        return grant
    }

    private mutating func roles(_ node: Node, of account: String) -> [Role] {
        var roles: [Role] = []
        for word in words(node, of: account) {
            if let role = Role(rawValue: word) {
                if !roles.contains(role) { roles.append(role) }
                continue
            }
            let all = Role.allCases.map(\.rawValue)
            faults.append(
                ConfigurationFault(
                    .value, at: place(node), found: "\"\(word)\" is no role, for \(account)",
                    remedy: NearestWords.nearest(to: word, among: all).first.map { "Did you mean \($0)?" }
                        ?? "The roles are \(all.joined(separator: ", "))"
                ))
        }
        return roles
    }

    private mutating func words(_ node: Node, of account: String) -> [String] {
        if case .scalar(let scalar) = node, !ConfigurationFile.isNothing(node) { return [scalar.string] }
        if case .sequence(let sequence) = node {
            let words = sequence.compactMap { element -> String? in
                if case .scalar(let scalar) = element { return scalar.string }
                return nil
            }
            if words.count == sequence.count && !words.isEmpty { return words }
        }
        faults.append(
            ConfigurationFault(.value, at: place(node), found: "\(account) has no list of words", remedy: "Write: \(account): [volunteer]"))
        return []
    }

    private mutating func wrong(_ row: ConfigurationKey, _ node: Node, _ shown: String) {
        faults.append(
            ConfigurationFault(.value, at: place(node), found: "\(row.name) cannot be \(shown)", remedy: "It takes \(row.takes)"))
    }

    private func unknown(_ word: String, section: String, at place: String) -> ConfigurationFault {
        let name = section.isEmpty ? word : "\(section).\(word)"
        return ConfigurationFault(
            .unknownKey, at: place, found: "there is no key \(name)", remedy: ConfigurationFile.suggestion(word, section: section))
    }

    /// What a misspelt or misplaced word was probably meant to be.
    private static func suggestion(_ word: String, section: String) -> String {
        let names = ConfigurationKeys.all.map(\.name)
        let prefix = section.isEmpty ? "" : "\(section)."
        var siblings: [String] = []
        for name in names where name.hasPrefix(prefix) {
            let sibling = String(name.dropFirst(prefix.count).prefix { $0 != "." })
            if !siblings.contains(sibling) { siblings.append(sibling) }
        }
        if let nearest = NearestWords.nearest(to: word, among: siblings).first { return "Did you mean \(prefix)\(nearest)?" }
        if let elsewhere = names.first(where: { $0.hasSuffix(".\(word)") }) { return "Did you mean \(elsewhere)?" }
        return "Here stand \(siblings.joined(separator: ", "))"
    }

    private func line(_ fault: ConfigurationFault) -> Int { Int(fault.place.dropFirst(path.count + 1)) ?? 0 }

    private func place(_ node: Node) -> String { node.mark.map { "\(path):\($0.line)" } ?? path }

    /// An empty value, `~` or `null`: the default stays.
    private static func isNothing(_ node: Node) -> Bool {
        guard case .scalar(let scalar) = node else { return false }
        switch scalar.style {
        case .any, .plain: return ["", "~", "null"].contains(scalar.string)
        case .singleQuoted, .doubleQuoted, .literal, .folded: return false
        }
    }

    private static func fault(_ error: any Error, path: String) -> ConfigurationFault {
        switch error {
        case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _):
            return ConfigurationFault(
                .syntax, at: "\(path):\(mark.line)", found: "the file cannot be read on from column \(mark.column): \(problem)",
                remedy: "Look for a missing colon, quote or space there")
        default:
            return ConfigurationFault(.syntax, at: path, found: "the file is no YAML in UTF-8", remedy: "Save it as UTF-8 text")
        }
    }
}
