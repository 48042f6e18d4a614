import Speech
import Testing

@Suite("A name reduced to what tells it from others")
struct NameKeyTests {
    @Test(
        "capitals, accents, dashes and apostrophes tell nothing",
        arguments: [
            ("L’Auberge des Migrants", "l'auberge des migrants"), ("Refugee Women’s Centre", "refugee women's centre"),
            ("Bébé-couches", "bebe couches"), ("  Tent  2p ", "tent 2P"), ("Œufs", "oeufs"), ("U.S. boots", "u s boots"),
            ("3 017620 422003", "3017620422003"),
        ])
    func same(_ left: String, _ right: String) {
        #expect(NameKey(left) == NameKey(right))
    }

    @Test(
        "a simple plural is the singular",
        arguments: [
            ("blankets", "blanket"), ("Tentes", "tente"), ("boxes", "box"), ("dresses", "dress"), ("manteaux", "manteau"),
            ("Couches taille 3", "couche taille 3"), ("Couvertures en laine", "couverture en laine"), ("brushes", "brush"),
            ("bijoux", "bijou"),
        ])
    func plural(_ many: String, _ one: String) {
        #expect(NameKey(many).singular == NameKey(one).singular)
        #expect(NameKey(many).text != NameKey(one).text)
    }

    @Test("what is another word stays another")
    func different() {
        #expect(NameKey("glass").singular == "glass")
        #expect(NameKey("bus").singular == "bus")
        #expect(NameKey("tent 2").singular != NameKey("tent 3").singular)
        #expect(NameKey("'-'").isEmpty)
    }
}
