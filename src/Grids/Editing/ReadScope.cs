using Gezhi.Grids.Areas;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Grids.Editing;

/// <summary>An area as the editor gets it. 可编辑区域</summary>
/// <param name="Polygons">Polygons → rings → [lon, lat], open rings.</param>
internal sealed record EditableArea(
    string Code,
    int Version,
    AreaLevel Level,
    AreaKind Kind,
    string NameZh,
    int? Households,
    DateOnly ValidFrom,
    IReadOnlyList<double[][][]> Polygons
)
{
    /// <summary>In the reader's language.</summary>
    public string Name { get; init; } = NameZh;
}

/// <summary>What an editor works on: an area, whose own border stands still, and all inside it. 编辑范围</summary>
/// <param name="Around">Neighbours of the scope of its level, to see and to snap to.</param>
internal sealed record EditScope(DateOnly On, EditableArea Scope, IReadOnlyList<EditableArea> Inside, IReadOnlyList<EditableArea> Around);

/// <summary>Reads what an editor works on. 读编辑范围</summary>
internal sealed class ReadScope(GezhiDb db, AreaShelf shelf, Changing.ApplyPlan apply)
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/api/grids/scope/{code}",
                (string code, DateOnly? on, ReadScope feature, Actor actor, CancellationToken ct) => feature.Run(code, on, actor, ct)
            )
            .RequirePermission(Permission.ManageGrids)
            .WithSummary("编辑范围 · An area with everything inside it, for the editor")
            .WithTags("Grids 网格");

    /// <param name="on">Local day, today or later; null: today.</param>
    /// <exception cref="NotFound">No such area on that day, or no boundary.</exception>
    public async Task<EditScope> Run(string code, DateOnly? on, Actor actor, CancellationToken ct)
    {
        if (!AreaCode.TryParse(code, out var scope) || scope.DistrictId != actor.DistrictId)
            throw new NotFound("area");
        actor.Require(Permission.ManageGrids, scope.Value);
        var day = on ?? apply.Today;
        var all = await shelf.Read(db, day, ct);
        var self = all.Find(a => a.Row.Code == scope.Value && a.Shape.Count > 0) ?? throw new NotFound("area");
        var box = BoundingBox.Of(self.Shape.SelectMany(p => p[0])).Widened(1e-4, 1e-4);
        return new EditScope(
            day,
            View(self),
            [
                .. all.Where(a =>
                        a.Row.Code.Length > code.Length && a.Shape.Count > 0 && a.Row.Code.StartsWith(code, StringComparison.Ordinal)
                    )
                    .Select(View),
            ],
            [
                .. all.Where(a => a.Row.Code.Length == code.Length && a.Row.Code != code && a.Shape.Count > 0)
                    .Where(a => BoundingBox.Of(a.Shape.SelectMany(p => p[0])).Touches(box))
                    .Select(View),
            ]
        );
    }

    private static EditableArea View(ShapedArea area) =>
        new(
            area.Row.Code,
            area.Row.Version,
            area.Row.Level,
            area.Row.Kind,
            area.Row.NameZh,
            area.Row.Households,
            area.Row.ValidFrom,
            [.. area.Shape.Select(p => p.Select(r => r.Select(c => new[] { c.Lon, c.Lat }).ToArray()).ToArray())]
        )
        {
            Name = area.Planned.Shown,
        };
}
