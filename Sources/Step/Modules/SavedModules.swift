import MemoryModel

/// Modules that PEFT trains whole beside adapters: copies, whose originals stay.
///
/// Source: peft 0.21 utils/other.py `ModulesToSaveWrapper.update`.
extension Decoder {
  /// Puts adapters around the layers' modules, then copies the modules that are saved. Those come
  /// among the trained parameters where they stand in the model.
  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    let saved = (try? adapter.tables(in: setup.architecture)) ?? []
    let frozenHead = head
    if saved.contains(.embedding) { embedding = load.trained(like: embedding, isEmbedding: true) }
    adaptLayers(load, adapter)
    if saved.contains(.head) {
      head = load.trained(like: frozenHead)
      headBias = headBias.map { load.trained(like: $0, isVector: true) }
    }
    if saved.contains(.embedding) { load.inside("embed_tokens").store(&embedding) }
    guard saved.contains(.head) else { return }
    load.inside("lm_head").store(&head)
    if var bias = headBias {
      load.inside("lm_head").store(&bias)
      headBias = bias
    }
  }
}

extension Loader {
  /// A trained matrix as wide as the embeddings, or the bias beside it, which is stored later.
  fileprivate func trained(
    like table: View, isEmbedding: Bool = false, isVector: Bool = false
  ) -> View {
    let elements = Size(table: machine.sizes, index: table.elements)
    return machine.leaf(
      elements, table.format, in: -1, columns: isVector ? nil : dimensions.embeddingWidth,
      isEmbedding: isEmbedding)
  }

  fileprivate func store(_ copy: inout View) {
    let outer = machine.enter(parent)
    defer { machine.leave(to: outer) }
    let elements = Size(table: machine.sizes, index: copy.elements)
    register(.weight, elements, as: .added)
    copy.storage = machine.allocate(elements, copy.format, .weight, .adapter)
  }
}
