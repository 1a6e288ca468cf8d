import MemoryModel

extension Machine {
  /// `past_key_values.update(key_states, value_states, layer_idx)`, where a model is run; while one is
  /// trained there is no cache, and both stay as they are.
  ///
  /// The first tokens are concatenated with an empty tensor, and so copied. Of a layer with a window a
  /// view of the last tokens is held, and with it all of them until the next token comes.
  ///
  /// Source: transformers 5.23 cache_utils.py `DynamicLayer.update`, `DynamicSlidingWindowLayer.update`.
  ///
  /// - Parameter names: what they are.
  func cache(
    _ keys: inout Tensor, _ values: inout Tensor,
    as names: (first: Name, second: Name) = (.cachedKeys, .cachedValues)
  ) {
    guard let format = state.pointee.cacheFormat else { return }
    if format == .fp8 {
      quantise(keys, names.first)
      quantise(values, names.second)
      return
    }
    let allKeys = cached(keys.elements, keys.format, names.first)
    let allValues = cached(values.elements, values.format, names.second)
    keys = allKeys.share()
    values = allValues.share()
  }

  /// What the cache holds from here on.
  private func cached(_ elements: Size, _ format: Format, _ name: Name) -> Tensor {
    let tensor = new(elements, format, name, as: .cache)
    retain(tensor.view.storage)
    state.pointee.cached.append(tensor.view.storage)
    return tensor
  }

  /// The first tokens in 8 bits, beside what attention reads.
  ///
  /// Source: transformers 5.23 cache_utils.py `Fp8QuantizedLayer._quantize`.
  private func quantise(_ x: borrowing Tensor, _ name: Name) {
    var scale = new(count(1), x.format, .scale)
    do {
      let magnitudes = new(x.elements, x.format, .magnitude)
      scale = new(count(1), x.format, .scale)
      _ = magnitudes.format
    }
    scale = cached(count(1), .fp32, .scales)
    let wide = x.to(.fp32)
    let scaled = new(x.elements, .fp32, .scaled)
    _ = consume wide
    _ = cached(x.elements, .uint8, name)
    _ = (scaled.format, scale.format)
  }

  /// The run is over.
  func forgetCache() {
    while let storage = state.pointee.cached.popLast() { release(storage) }
  }
}
