extension RoutingTables {
    /// One series without arrays, for the hot loops; the fields are those of `SeriesPatterns`.
    struct FlatSeries {
        let visits: UnsafeMutablePointer<Int>
        let visitCount: Int
        let table: UnsafeMutablePointer<Int32>
        let begins: UnsafeMutablePointer<Int>
        let patternCount: Int
        let isUniform: Bool

        /// The same in storage of its own, to be freed by `deallocate`.
        init(_ series: SeriesPatterns) {
            visits = .table(series.visits.count, 0)
            visits.update(from: series.visits, count: series.visits.count)
            visitCount = series.visits.count
            table = .table(series.table.count, 0)
            table.update(from: series.table, count: series.table.count)
            begins = .table(series.begins.count, 0)
            begins.update(from: series.begins, count: series.begins.count)
            patternCount = series.begins.count
            isUniform = series.isUniform
        }

        func deallocate() {
            visits.deallocate()
            table.deallocate()
            begins.deallocate()
        }
    }
}
