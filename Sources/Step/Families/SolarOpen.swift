import MemoryModel

/// Solar Open: Llama's attention and DeepSeek's experts; with norms of queries and keys dots.llm1.
///
/// Source: transformers 5.23 models/solar_open/modeling_solar_open.py, models/dots1/modeling_dots1.py.
struct SolarOpen: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    mixtureLayer(load, place) { SharedBlock<GroupRouter>($0) }
  }

  func kind(_ model: Architecture, _ place: Int) -> Int { mixtureKind(model, place) }
}
