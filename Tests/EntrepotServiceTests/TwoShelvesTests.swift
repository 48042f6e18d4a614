import EntrepotService
import PlainJSON
import Testing

// Ten sacks of a lot stood on one shelf and five on another; the van took all of them and brought twelve back. All twelve were booked back
// to the first shelf, which had never held so many, and the second was short at the next count.
@Suite("A lot from two shelves goes back to both", .timeLimit(.minutes(2)))
struct TwoShelvesTests {
    @Test("each shelf takes what was taken from it, the first one first, and what came back before is not forgotten")
    func back() async throws {
        let stock = try await StockScene.make()
        try await stock.receive("blanket", "15", of: "abri", lot: "box")
        _ = try await TransferGoods(stock.desk("up")).run(item: "blanket", "5", from: "north/a1", to: "north/a2")
        var site = AddSite.Words(code: "beach")
        site.people = 30
        site.latitude = "50.96"
        site.longitude = "1.85"
        site.warehouse = "north"
        _ = try await AddSite(stock.desk("site")).run(site)
        var van = AddVehicle.Words(code: "van", kilograms: 1_000, litres: 5_000)
        van.warehouse = "north"
        _ = try await AddVehicle(stock.desk("van")).run(van)
        var words = OpenRound.Words(vehicle: "van")
        words.stops = ["beach"]
        words.warehouse = "north"
        let round = try #require(try await OpenRound(stock.desk("open")).run(words).pairs.integer("round"))
        var load = LoadRound.Words(round: round)
        load.take = ["blanket:15"]
        _ = try await LoadRound(stock.desk("load")).run(load)
        #expect(try await stock.stock() == ["box abri north/van 15"])
        var give = DeliverStop.Words(round: round, stop: "beach")
        give.give = ["blanket:3"]
        give.people = 3
        _ = try await DeliverStop(stock.desk("give")).run(give)
        // 15 − 3 = 12 come back: four first, then the rest. 10 of them belong on a1, 2 on a2.
        var four = ReturnRound.Words(round: round)
        four.back = ["blanket:4"]
        _ = try await ReturnRound(stock.desk("four")).run(four)
        #expect(try await stock.stock() == ["box abri north/a1 4", "box abri north/van 8"])
        var rest = ReturnRound.Words(round: round)
        rest.rest = true
        _ = try await ReturnRound(stock.desk("rest")).run(rest)
        #expect(try await stock.stock() == ["box abri north/a1 10", "box abri north/a2 2"])
    }
}
