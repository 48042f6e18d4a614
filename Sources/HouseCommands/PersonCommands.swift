import AdminSocket

/// The commands of persons, in the order of help.
enum PersonCommands {
    static let all: [CommandSpec] = [
        AddPersonCommand.spec, EditPersonCommand.spec, EndPersonCommand.spec, ErasePersonCommand.spec, ListPersonsCommand.list,
        ListPersonsCommand.show,
    ]
}
