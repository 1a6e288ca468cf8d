import Language

/// `chunked(n)`: a loss whose logits exist a chunk of tokens at a time.
final class ChunkedLoss: Entity {
  static let kind = "chunked(n)"

  let chunks: Int

  init(_ chunks: Int) { self.chunks = chunks }

  var kind: String { Self.kind }
  let fields = ["chunks"]

  func field(_ name: String) -> Value? { name == "chunks" ? .whole(chunks) : nil }
  func text(_ style: Style) -> String { "chunked(\(chunks))" }
  func view(_ style: Style) -> View { View(Markup(text(style))) }
  var datum: Datum { .object(["kind": .text("loss"), "chunks": .whole(chunks)]) }
  func equals(_ other: any Entity) -> Bool { (other as? ChunkedLoss)?.chunks == chunks }
}
