private let torch: StaticString = "torch 2.15 nn.Module.parameters; CUDACachingAllocator.cpp blocks"
private let bnb: StaticString = "bitsandbytes 0.50 functional.py quantize_4bit, QuantState"
private let peft: StaticString = "peft 0.21 tuners/lora/layer.py update_layer"

extension Phases {
  /// The base model as stored.
  func enterWeights<K: Account>(into account: inout K) where K.Unit == A {
    for group in groups {
      for tensor in group.tensors {
        let copies = tensor.copies(group.count)
        if tensor.kind == .matrix && regime.quantised {
          account.enter(.weights, tensor.name, copies * packed(tensor.elements), bnb)
          account.enter(
            .weights, "scales of 4-bit weights", copies * scales(tensor.elements), bnb)
        } else {
          account.enter(.weights, tensor.name, copies * stored(tensor).block(), torch)
        }
      }
    }
  }

  /// One tensor of the base model that is not quantised.
  func stored(_ tensor: Tensor<A>) -> A {
    tensor.elements * .bytes(tensor.isLinear ? regime.linearBytes : otherBytes(tensor))
  }

  private func otherBytes(_ tensor: Tensor<A>) -> Int { regime.otherBytes }

  /// Two weights in a byte.
  private func packed(_ elements: A) -> A {
    (A.ceiling(elements, by: .count(2)) * .bytes(1)).rounded(toBytes: 512)
  }

  /// One scale for each 64 weights: fp32, or a byte and an fp32 scale for each 256 of them, with
  /// an offset; and the tables of the code's 16 and 256 values.
  private func scales(_ elements: A) -> A {
    let blocks = A.ceiling(elements, by: .count(64))
    let code = A.bytes(512)
    if !regime.doubleQuant { return (blocks * .bytes(4)).block() + code }
    return blocks.times(bytes: 1).block()
      + A.ceiling(blocks, by: .count(256)).times(bytes: 4).block() + code + .bytes(1536)
  }

  /// The adapters' two matrices beside each target.
  func enterAdapters<K: Account>(into account: inout K) where K.Unit == A {
    for group in groups {
      account.enter(.adapters, "lora_A and lora_B", group.count * adapterBytes(group), peft)
    }
  }

  /// The adapters of one layer of a group.
  func adapterBytes(_ group: Group<A>) -> A {
    var sum = A.zero
    guard let adapter = regime.adapter else { return sum }
    for projection in group.adapted {
      let size = A.bytes(adapter.dtype.bytes)
      sum =
        sum + (group.sizes.rank(of: projection) * group.sizes.input(of: projection) * size).block()
        + (group.sizes.rank(of: projection) * group.sizes.output(of: projection) * size).block()
    }
    return sum
  }
}

extension Amount {
  func times(bytes: Int) -> Self { self * .bytes(bytes) }
}
