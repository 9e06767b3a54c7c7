namespace Gezhi.Web.Seeding.Making;

/// <summary>A named road while it is made. 道路</summary>
/// <param name="Lines">Corners of the mesh, one list per connected stretch.</param>
internal sealed record Road(string Name, bool IsMain, IReadOnlyList<IReadOnlyList<int>> Lines);
