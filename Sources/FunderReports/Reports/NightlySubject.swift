extension NightlyBuilder {
    /// The news of the night in one line: `20 Nov - 3 low, 1 stock-out, 412 items out, 1 eviction`.
    var subject: String {
        let low = Int64(runways.count { $0.isLow })
        let out = Int64(runways.count { $0.days == .out })
        let unexplained = Int64(facts.unexplained.count)
        let evictions = Int64(facts.evictions.count)
        var news: [String] = []
        if low > 0 { news.append(PluralPhrase.low.text(low, language)) }
        if out > 0 { news.append(PluralPhrase.out.text(out, language)) }
        news.append(PluralPhrase.itemsOut.text(totals.piecesOut, language))
        // Whole kg and litres, rounded half up; below half of one there is no news.
        let kilograms = (totals.gramsOut + 500) / 1_000
        let litres = (totals.millilitresOut + 500) / 1_000
        if kilograms > 0 { news.append(Phrase.subjectKg.filled(language, format.number(kilograms))) }
        if litres > 0 { news.append(Phrase.subjectLitres.filled(language, format.number(litres))) }
        if evictions > 0 { news.append(PluralPhrase.eviction.text(evictions, language)) }
        if unexplained > 0 { news.append(PluralPhrase.unexplained.text(unexplained, language)) }
        let isQuiet = news.count == 1 && totals == DayTotals()
        let words = isQuiet ? Phrase.subjectQuiet.text(language) + ", " : ""
        return "\(format.shortDate(facts.day)) - \(words)\(news.joined(separator: ", "))"
    }
}
