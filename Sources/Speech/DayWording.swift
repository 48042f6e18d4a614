package import Measures

extension CivilDate {
    /// The day as people say it, `Wednesday 25 November 2026`.
    package var words: Wording {
        let (year, month, day) = parts
        let english = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday - 1]
        let french = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"][weekday - 1]
        let monthEnglish = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
        ][month - 1]
        let monthFrench = [
            "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
        ][month - 1]
        return Wording("\(english) \(day) \(monthEnglish) \(year)", "\(french) \(day == 1 ? "1er" : "\(day)") \(monthFrench) \(year)")
    }
}

extension DateFault {
    /// What a person is told of it. `figure` is the name of the argument or column.
    package func refusal(_ written: String, figure: String, shows words: Wording = Wording("", "")) -> Refusal {
        let shown = String(written.prefix(80))
        let figures: Figures = ["argument": .string(figure), "value": .string(shown)]
        func value(_ english: String, _ french: String) -> Refusal {
            Refusal(.argumentValue, figures, Wording("\(figure)=\(shown): \(english)", "\(figure)=\(shown) : \(french)"))
        }
        switch self {
        case .unreadable:
            return value(
                "is not a day; write 2026-11-25, 25/11, 25 nov, today, yesterday, tomorrow or a weekday, with 14:00 behind it where the "
                    + "time matters\(words.english)",
                "n'est pas un jour ; écrire 2026-11-25, 25/11, 25 nov, aujourd'hui, hier, demain ou un jour de la semaine, suivi de 14:00 "
                    + "si l'heure compte\(words.french)")
        case .noSuchDay: return value("there is no such day in the calendar; check it", "ce jour n'existe pas ; le vérifier")
        case .noSuchTime:
            return value(
                "there is no such time; write 14:00, from 00:00 to 23:59", "cette heure n'existe pas ; écrire 14:00, de 00:00 à 23:59")
        case .shortYear:
            return value("write the year with four digits, 25/11/2026", "écrire l'année en quatre chiffres, 25/11/2026")
        case .weekdayDisagrees(let day):
            return Refusal(
                .argumentAmbiguous, figures + ["readings": .string(day.description)],
                Wording(
                    "\(figure)=\(shown): that day is a \(day.words.english); leave the weekday out, or write the day that is meant",
                    "\(figure)=\(shown) : ce jour est un \(day.words.french) ; enlever le nom du jour, ou écrire le bon"))
        case .ambiguous(let days):
            let readings = days.map(\.description).joined(separator: ",")
            return Refusal(
                .argumentAmbiguous, figures + ["readings": .string(readings)],
                Wording(
                    "\(figure)=\(shown) may be \(days.map(\.words.english).joined(separator: " or ")): write "
                        + days.map(\.description).joined(separator: " or "),
                    "\(figure)=\(shown) peut être le \(days.map(\.words.french).joined(separator: " ou le ")) : écrire "
                        + days.map(\.description).joined(separator: " ou ")))
        case .monthAlone(let last):
            return value(
                "is a whole month and a day is needed; write one such as \(last)",
                "est un mois entier et il faut un jour ; en écrire un, par exemple \(last)")
        }
    }
}

extension WrittenDate {
    /// Reads a text as it was typed.
    package init(_ typed: String, order: Order? = nil) throws(DateFault) {
        try self.init(folded: FoldedText(typed).text, order: order)
    }
}
