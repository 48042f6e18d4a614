import Testing
@Suite("x") struct X { @Test("y") func y() {} }
