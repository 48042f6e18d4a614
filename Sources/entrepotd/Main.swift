@main
struct Daemon {
    static func main() {
        print("entrepotd")
    }
}
