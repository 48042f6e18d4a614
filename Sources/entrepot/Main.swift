@main
struct Client {
    static func main() {
        print("entrepot")
    }
}
