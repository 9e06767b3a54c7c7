#pragma warning disable
namespace Gezhi.Grids.Places;
public sealed record PlaceFound(string Name, double Lon, double Lat);
public sealed class PlaceSearch { public Task<PlaceFound?> Best(string words, CancellationToken ct) => Task.FromResult<PlaceFound?>(null); }
