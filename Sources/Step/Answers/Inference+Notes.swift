import MemoryModel

extension Inference {
  /// How far `allocated` may be off, as a share: no traced forward was as far. Of small models the rests of
  /// blocks that come and go, which are in no sum, are a larger one.
  package static func margin(of allocated: Int) -> Double {
    allocated < 1_500_000_000 ? 0.015 : 0.005
  }

  /// What an answer leaves out, and what it means.
  package static func notes(on setup: Setup) -> [String] {
    let model = setup.architecture
    var notes: [String] = []
    if model.slidingLayers > 0, setup.seq > model.slidingWindow ?? .max {
      let window = model.slidingWindow ?? 0
      notes.append(
        "context: \(model.slidingLayers) layers look back at \(window) tokens alone, and yet transformers "
          + "holds the whole prompt of them until the next token comes; from then on \(window) tokens."
      )
    }
    if model.latent != nil {
      notes.append(
        "kv: the narrow vectors of latent attention are cached; keys and values are made of them anew."
      )
    }
    if setup.cache == .fp8 {
      notes.append(
        "kv: fp8 is transformers' QuantizedCache. vLLM's kv_cache_dtype=fp8 takes as many bytes a token, "
          + "in blocks that it asks for at its start.")
    }
    return notes + setup.packingNotes + setup.attentionNotes
  }
}

extension Estimate {
  /// All that the cache holds once the prompt is through: at the peak it may lack the last layers.
  package var wholeCache: Int { (try? Recent.folded.with(setup) { $0.made(as: .cache) }) ?? 0 }
}

extension Program {
  /// Bytes of all blocks that are made for a part of memory.
  fileprivate func made(as role: Role) -> Int {
    var (sum, allocation, next, copies) = (0.0, 0, 0, 1)
    for event in 0..<record.events.count {
      while next < record.marks.count, record.marks[next].event <= event {
        switch record.marks[next].kind {
        case .enter(let count): copies = count
        case .leave: copies = 1
        case .phase: break
        }
        next += 1
      }
      guard record.events[event] >= 0 else { continue }
      if record.labels[allocation].role == role {
        sum += Double(copies) * blockBytes(sizes.value(record.events[event]))
      }
      allocation += 1
    }
    return Int(sum)
  }
}
