import Language

/// `every(n)`: checkpointing of each n-th layer.
final class EveryLayer: Entity {
  static let kind = "every(n)"

  let n: Int

  init(_ n: Int) { self.n = n }

  var kind: String { Self.kind }
  let fields = ["n"]

  func field(_ name: String) -> Value? { name == "n" ? .whole(n) : nil }
  func text(_ style: Style) -> String { "every(\(n))" }
  func view(_ style: Style) -> View { View(Markup(text(style))) }
  var datum: Datum { .object(["kind": .text("checkpointing"), "n": .whole(n)]) }
  func equals(_ other: any Entity) -> Bool { (other as? EveryLayer)?.n == n }
}
