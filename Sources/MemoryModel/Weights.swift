private let torch: StaticString = "torch 2.15 nn.Module.parameters; CUDACachingAllocator.cpp blocks"
private let bnb: StaticString = "bitsandbytes 0.50 functional.py quantize_4bit, QuantState"
private let peft: StaticString = "peft 0.21 tuners/lora/layer.py update_layer"

extension Phases {
  /// The base model as stored.
  func enterWeights<K: Account>(into account: inout K) where K.Unit == A {
    for group in groups {
      for tensor in group.tensors where !regime.packs(tensor) {
        account.enter(
          .weights, tensor.name, tensor.copies(group.count) * stored(tensor).block(), torch)
      }
      if regime.quantised { enterMatrices(of: group, into: &account) }
      enterDecays(of: group, into: &account)
    }
    enterTables(into: &account)
    enterMasks(into: &account)
    enterTower(into: &account)
  }

  private func enterMasks<K: Account>(into account: inout K) where K.Unit == A {
    let masks = setup.architecture.heldMasks
    guard masks > 0 else { return }
    let positions = A.count(setup.architecture.positions, "positions")
    account.enter(
      .weights, "masks of all positions",
      .count(masks, "masks") * (positions * positions * .bytes(1)).block(),
      "transformers 5.23 modeling_gpt_neo.py, modeling_gpt_bigcode.py torch.tril")
  }

  /// The matrices of linear modules that bitsandbytes packs, but where they are kept.
  private func enterMatrices<K: Account>(of group: Group<A>, into account: inout K)
  where K.Unit == A {
    for packing in group.packings {
      for tensor in group.tensors where regime.packs(tensor) {
        let copies = tensor.copies(packing.count)
        if packing.keeps(tensor) {
          account.enter(.weights, tensor.name, copies * stored(tensor).block(), torch)
        } else {
          account.enter(.weights, tensor.name, copies * packed(tensor.elements), bnb)
        }
      }
      enterScales(of: group, packing, into: &account)
    }
  }

  /// One tensor of the base model that is not quantised.
  func stored(_ tensor: Tensor<A>) -> A {
    let bytes =
      tensor.isWide ? 4 : tensor.isLinear ? regime.linearBytes : regime.otherBytes
    return tensor.elements * .bytes(bytes)
  }

  /// The experts of every token, in layers that look them up: 64-bit places, and no parameters.
  ///
  /// Source: transformers 5.23 models/deepseek_v4/modeling_deepseek_v4.py `DeepseekV4HashRouter`
  /// `tid2eid`.
  private func enterTables<K: Account>(into account: inout K) where K.Unit == A {
    guard let experts = setup.architecture.experts, experts.hashedLayers > 0 else { return }
    let layers = min(experts.hashedLayers, setup.architecture.layers)
    let table = sizes.vocab * .count(experts.active, "experts_per_token") * .bytes(8)
    account.enter(
      .weights, "experts of each token", .count(layers, "hash_layers") * table.block(), torch)
  }

  /// Two weights in a byte. They take the places of the weights that were just packed, so that no
  /// rest of a segment is lost.
  func packed(_ elements: A) -> A {
    A.quotient(elements, by: 2).times(bytes: 1).filled()
  }

  /// The scales of so many matrices: one for each 64 weights, in fp32, or a byte and an fp32 scale
  /// for each 256 of them, with an offset; and the tables of the code's 16 and 256 values.
  private func enterScales<K: Account>(
    of group: Group<A>, _ packing: Group<A>.Packing, into account: inout K
  ) where K.Unit == A {
    let count = packing.count
    let name: StaticString = "scales of 4-bit weights"
    var even: (elements: A, count: Int)?
    for tensor in group.tensors where regime.packs(tensor) && !packing.keeps(tensor) {
      // 2 MiB of weights fill the blocks of both scales.
      if tensor.elements.value == roundUp(tensor.elements.value, to: 2_097_152) {
        even = (
          even.map { $0.elements + tensor.elements } ?? tensor.elements, (even?.count ?? 0) + 1
        )
      } else {
        account.enter(.weights, name, count * scales(tensor.elements, tables: 1), bnb)
      }
    }
    if let even {
      account.enter(.weights, name, count * scales(even.elements, tables: even.count), bnb)
    }
  }

  func scales(_ elements: A, tables: Int) -> A {
    let blocks = A.quotient(elements, by: 64)
    let count = A.count(tables)
    if !regime.doubleQuant { return blocks.times(bytes: 4).filled() + count * .bytes(512) }
    if elements.value == roundUp(elements.value, to: 2_097_152) {
      // 64 bytes and a quarter of an fp32 scale for each 4096 weights.
      return elements.divided(by: 4096) * .bytes(65) + count * .bytes(2048)
    }
    return blocks.times(bytes: 1).filled()
      + A.quotient(elements, by: 16384).times(bytes: 4).filled() + count * .bytes(2048)
  }

  /// The adapters' two matrices beside each target.
  func enterAdapters<K: Account>(into account: inout K) where K.Unit == A {
    for group in groups {
      let name: StaticString =
        regime.adapter?.dora == true ? "lora_A lora_B and magnitudes" : "lora_A and lora_B"
      account.enter(.adapters, name, group.count * adapterBytes(group), peft)
    }
  }

  /// The adapters of one layer of a group.
  func adapterBytes(_ group: Group<A>) -> A {
    guard let adapter = regime.adapter else { return .zero }
    let size = A.bytes(adapter.dtype.bytes)
    // What fills its blocks is written as one product; what does not stands by itself.
    var widths: A?
    var others = A.zero
    func take(_ width: A, _ rank: A) {
      let amount = rank * width * size
      let block = amount.block()
      if block.value == amount.value && rank.value == sizes.rank.value {
        widths = widths.map { $0 + width } ?? width
      } else {
        others = others + block
      }
    }
    let own = group.sizes
    for projection in group.adapted {
      let rank = own.rank(of: projection)
      take(own.input(of: projection), rank)
      take(own.output(of: projection), rank)
      // peft 0.21 tuners/lora/dora.py `update_layer`: a magnitude for each output feature.
      if adapter.dora { others = others + (own.output(of: projection) * size).block() }
    }
    return (widths.map { sizes.rank * $0 * size } ?? .zero) + others
  }
}

extension Group.Packing {
  /// Whether a tensor's module stays as loaded.
  func keeps(_ tensor: Tensor<A>) -> Bool {
    !kept.isEmpty && tensor.projection.map(kept.contains) ?? false
  }
}

extension Regime {
  /// Whether bitsandbytes packs such tensors, where their modules are not kept.
  fileprivate func packs<A>(_ tensor: Tensor<A>) -> Bool { quantised && tensor.kind == .matrix }
}

extension Amount {
  func times(bytes: Int) -> Self { self * .bytes(bytes) }
}
