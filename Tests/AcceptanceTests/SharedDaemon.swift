import Glibc
import TestSupport

/// The one daemon that all conversations share, started when first asked for; each has a warehouse of its own.
///
/// It knows an account that only looks, `nobody`, two volunteers, `daemon` and `games`, and one that several share at one laptop, `news`.
actor SharedDaemon {
    static let shared = SharedDaemon()
    private var starting: Task<DaemonProcess, any Error>?

    /// The daemon, ready, its catalogue in place.
    func daemon() async throws -> DaemonProcess {
        let task =
            starting
            ?? Task {
                let daemon = try await DaemonProcess.start(
                    DaemonProcess.Settings(
                        yaml: """
                            socket: {mode: "0666", max_clients_per_user: 400}
                            roles:
                              users:
                                nobody: [viewer]
                                daemon: [volunteer]
                                games: [volunteer]
                                news: {roles: [viewer], shared: [volunteer, manager]}
                            """))
                try await Catalogue.play(on: daemon.socket)
                return daemon
            }
        starting = task
        return try await task.value
    }
}

/// What every conversation finds: six associations and the goods they share.
enum Catalogue {
    static let lines = [
        "organisation add auberge name=\"L'Auberge des Migrants\"",
        "organisation add woodyard name=\"The Woodyard\"",
        "organisation add collective-aid name=\"Collective Aid\"",
        "organisation add refugee-kitchen name=\"Refugee Community Kitchen\"",
        "organisation add salam name=SALAM",
        "organisation add womens-centre name=\"Refugee Women's Centre\"",
        "item add blanket name=\"Wool blanket\" name.fr=\"Couverture en laine\" category=bedding weight_g=1200 volume_ml=6000 pack=carton:24",
        "item add tent name=\"Two-person tent\" name.fr=Tente category=shelter weight_g=2500 volume_ml=9000 pack=carton:6",
        "item add rice name=Rice name.fr=Riz category=food base=g expiry=optional pack=bag:8000",
        "item add oil name=\"Sunflower oil\" name.fr=\"Huile de tournesol\" category=food base=ml expiry=required pack=bottle:1000",
        "item add firewood name=Firewood name.fr=Bois category=fuel base=g pack=sack:8000",
        "item add trousers name=Trousers name.fr=Pantalon category=clothes pack=bag:20",
        "item add trousers-m parent=trousers pack=bag:20",
        "item add trousers-l parent=trousers pack=bag:20",
        "item add gloves name=Gloves name.fr=Gants category=clothes",
        "item archive gloves",
    ]

    static func play(on socket: String) async throws {
        let client = try await AdminClient(socket)
        for line in lines {
            let reply = try await client.ask(line)
            guard reply.isOK else { throw DaemonFault("\(line): \(reply.final)") }
        }
    }
}
