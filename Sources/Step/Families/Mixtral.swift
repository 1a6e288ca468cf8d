import MemoryModel

/// Mixtral: Llama with experts in the place of the MLP.
///
/// Source: transformers 5.23 models/mixtral/modeling_mixtral.py.
struct Mixtral: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    mixtureLayer(load, place) { load in
      let gate = TopKRouter(load)
      return SparseBlock(gate: gate, experts: Experts(load), gateIsFirst: true)
    }
  }
}
