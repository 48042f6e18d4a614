package import Measures
package import PostgresClient
package import StockLedger

/// What one of a currency was worth in another from a day on.
package struct RateRow: Sendable, Equatable {
    package let id: Int64
    package let currency: String
    package let per: String
    package let from: CivilDate
    /// Millionths of `per` for one of `currency`.
    package let millionths: Int64
    package let actor: String

    package init(id: Int64, currency: String, per: String, from: CivilDate, millionths: Int64, actor: String) {
        (self.id, self.currency, self.per, self.from) = (id, currency, per, from)
        (self.millionths, self.actor) = (millionths, actor)
    }
}

/// What so much of an item is taken to be worth from a day on.
package struct ValuationRow: Sendable, Equatable {
    package let id: Int64
    package let sku: String
    package let unit: String
    package let from: CivilDate
    /// Base units that are worth the value together.
    package let quantity: Int64
    package let value: Int64
    package let currency: String
    package let actor: String
}

/// Rates between currencies and standard values: both are only ever added to, and the last one said of a day counts.
package enum RateQueries {
    /// Every rate, the latest day first, and of a day the last one said first.
    package static func all(from source: some QuerySource) async throws -> [RateRow] {
        try await source.query(
            "select rate_id, currency, per_currency, from_on, millionths, actor from entrepot.exchange_rate order by from_on desc, rate_id desc"
        ) { row in
            RateRow(
                id: try row.get("rate_id"), currency: try row.get("currency"), per: try row.get("per_currency"),
                from: try row.get("from_on"),
                millionths: try row.get("millionths"), actor: try row.get("actor"))
        }
    }

    /// Says a rate.
    package static func set(
        _ currency: Currency, per other: Currency, millionths: Int64, from day: CivilDate, by actor: String, in transaction: Transaction
    )
        async throws -> Int64
    {
        try await transaction.value(
            """
            insert into entrepot.exchange_rate (currency, per_currency, from_on, millionths, actor)
            values (\(currency.code), \(other.code), \(day), \(millionths), \(actor)) returning rate_id
            """)
    }

    /// Standard values, by item, the latest day first.
    package static func valuations(of item: Identifier<Item>? = nil, from source: some QuerySource) async throws -> [ValuationRow] {
        let one: SQL = if let item { "where v.item_id = \(item)" } else { "" }
        return try await source.query(
            """
            select v.valuation_id, i.sku, i.base_unit, v.from_on, v.quantity, v.value_minor, v.currency, v.actor
            from entrepot.valuation as v join entrepot.item as i on i.item_id = v.item_id \(one)
            order by i.sku, v.from_on desc, v.valuation_id desc
            """
        ) { row in
            ValuationRow(
                id: try row.get("valuation_id"), sku: try row.get("sku"), unit: try row.get("base_unit"), from: try row.get("from_on"),
                quantity: try row.get("quantity"), value: try row.get("value_minor"), currency: try row.get("currency"),
                actor: try row.get("actor"))
        }
    }

    /// Says a standard value.
    package static func value(
        _ item: Identifier<Item>, _ value: Money, per quantity: Quantity, from day: CivilDate, by actor: String, in transaction: Transaction
    ) async throws -> Int64 {
        try await transaction.value(
            """
            insert into entrepot.valuation (item_id, from_on, quantity, value_minor, currency, actor)
            values (\(item), \(day), \(quantity.units), \(value.minor), \(value.currency.code), \(actor)) returning valuation_id
            """)
    }
}
