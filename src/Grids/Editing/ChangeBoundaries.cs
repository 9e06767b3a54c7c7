using System.ComponentModel.DataAnnotations;
using Gezhi.Grids.Areas;
using Gezhi.Grids.Changing;
using Gezhi.Grids.Contract;
using Gezhi.Grids.Topology;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Editing;

/// <summary>Changes boundaries on the map: redraw, split, merge, draw, end; looked through first, then applied as one transaction. 边界变更</summary>
internal sealed class ChangeBoundaries(GezhiDb db, AreaShelf shelf, ApplyPlan apply, ReadPlan view)
{
    private const int MostShapes = 3_000;
    private const int MostPoints = 200_000;

    /// <param name="On">First local day; null: today.</param>
    /// <param name="Versions">Code → version seen, of every area the change touches.</param>
    /// <param name="Note">Why; may be empty.</param>
    /// <param name="Shapes">Redraw and Draw: the areas with their whole boundary.</param>
    /// <param name="Code">Split and End: the area.</param>
    /// <param name="Line">Split: [lon, lat] pairs of a line right through the area.</param>
    /// <param name="Groups">Split: micro-grids that go together, instead of a line.</param>
    /// <param name="Codes">Merge: neighbours of one level below one parent.</param>
    /// <param name="KeepsCode">Split and Merge: the largest part keeps its code.</param>
    /// <param name="Names">Names chosen for codes that are new; the others get the usual ones.</param>
    public sealed record Command(
        BoundaryChangeKind Kind,
        DateOnly? On = null,
        Dictionary<string, int>? Versions = null,
        [property: Longest(200)] string? Note = null,
        [property: MaxLength(MostShapes)] IReadOnlyList<DrawnShape>? Shapes = null,
        [property: Longest(17)] string? Code = null,
        [property: MaxLength(1_000)] double[][]? Line = null,
        IReadOnlyList<string[]>? Groups = null,
        [property: MaxLength(100)] IReadOnlyList<string>? Codes = null,
        bool KeepsCode = true,
        Dictionary<string, string>? Names = null
    );

    /// <summary>A boundary as drawn. 画出的边界</summary>
    /// <param name="Code">Null for a new area: the next free code is given.</param>
    /// <param name="ParentCode">Draw: the community or grid around it.</param>
    /// <param name="Kind">Draw: what it is for.</param>
    /// <param name="Polygons">Polygons → rings → [lon, lat], WGS-84.</param>
    public sealed record DrawnShape(
        string? Code,
        string? ParentCode,
        AreaKind? Kind,
        [property: Longest(60)] string? NameZh,
        int? Households,
        double[][][][]? Polygons
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        var changes = routes.MapGroup("/api/grids/changes").WithTags("Grids 网格").RequirePermission(Permission.ManageGrids);
        changes
            .MapPost(
                "/preview",
                (Command command, ChangeBoundaries feature, Actor actor, CancellationToken ct) => feature.Preview(command, actor, ct)
            )
            .WithSummary("试算边界变更 · What a change of boundaries would do; nothing is kept");
        changes
            .MapPost(
                "",
                async (Command command, ChangeBoundaries feature, Actor actor, CancellationToken ct) =>
                    Results.Created("/grids/changes", new WrittenId(await feature.Run(command, actor, ct)))
            )
            .WithSummary("边界变更 · Change boundaries from a day on");
    }

    /// <summary>What would become of it; keeps nothing.</summary>
    public async Task<PlanView> Preview(Command command, Actor actor, CancellationToken ct)
    {
        var (plan, on, _) = await Plan(command, actor, ct);
        return await view.Of(plan, on, ct);
    }

    /// <exception cref="RuleViolation">Findings are left, the day has passed, or the kind of change does not fit the areas.</exception>
    /// <exception cref="StaleVersion">Somebody changed one of the areas first.</exception>
    public async Task<Guid> Run(Command command, Actor actor, CancellationToken ct)
    {
        var (plan, on, seen) = await Plan(command, actor, ct);
        return await apply.Run(plan, on, seen, PlainText.CleanLine(command.Note), actor, ct);
    }

    private async Task<(BoundaryPlan, DateOnly, Dictionary<string, int>)> Plan(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var on = command.On ?? apply.Today;
        if (on < apply.Today)
            throw new RuleViolation("grid.day-passed");
        var before = (await shelf.Read(db, on, ct)).ConvertAll(a => a.Planned);
        var codes = new NextCodes(await db.Areas.Select(a => a.Code).Distinct().ToListAsync(ct));
        var draft = AreaNames.InEnglish(Named(Make(command, before, codes), command.Names), before);
        foreach (var code in draft.Began.Select(a => a.Code).Concat(draft.Ended))
            actor.Require(Permission.ManageGrids, code);
        return (BoundaryPlan.Of(before, draft), on, command.Versions ?? []);
    }

    private static Draft Make(Command command, List<PlannedArea> before, NextCodes codes)
    {
        var known = before.ToDictionary(a => a.Code);
        switch (command.Kind)
        {
            case BoundaryChangeKind.Split:
                var split = Known(known, command.Code);
                if (split.Code.Length < 15)
                    throw new RuleViolation("grid.level");
                if (command.Groups?.Any(g => g is null || g.Contains(null)) == true)
                    throw new InvalidInput(nameof(command.Groups), "input.invalid");
                return command.Groups is { Count: > 0 } groups
                    ? SplitArea.ByMicroGrids(before, split.Code, groups, command.KeepsCode, codes)
                    : SplitArea.Along(before, split.Code, LineOf(command.Line), command.KeepsCode, codes);
            case BoundaryChangeKind.Merge:
                var merged = (command.Codes ?? []).Distinct().Select(c => Known(known, c)).ToList();
                if (
                    merged.Count < 2
                    || merged.DistinctBy(a => (a.ParentCode, a.Kind, a.Code.Length)).Count() > 1
                    || merged[0].Code.Length < 15
                )
                    throw new RuleViolation("grid.merge-unlike");
                return MergeAreas.Of(before, [.. merged.Select(a => a.Code)], command.KeepsCode, codes);
            case BoundaryChangeKind.Redraw:
                return new Draft(command.Kind, [.. Shapes(command).Select(s => Redrawn(Known(known, s.Code), s))], [], [], []);
            case BoundaryChangeKind.Draw:
                return new Draft(command.Kind, [.. Shapes(command).Select(s => New(Known(known, s.ParentCode), s, codes))], [], [], []);
            case BoundaryChangeKind.End:
                var ended = Known(known, command.Code);
                if (ended.Code.Length < 15)
                    throw new RuleViolation("grid.level");
                return new Draft(
                    command.Kind,
                    [],
                    [.. before.Where(a => a.Code.StartsWith(ended.Code, StringComparison.Ordinal)).Select(a => a.Code)],
                    [],
                    []
                );
            default:
                throw new InvalidInput(nameof(command.Kind), "input.invalid");
        }
    }

    private static PlannedArea Redrawn(PlannedArea was, DrawnShape shape) =>
        was with
        {
            Polygons = shape.Polygons is null ? was.Polygons : Read(shape.Polygons),
            NameZh = Name(shape.NameZh) ?? was.NameZh,
            Households = shape.Households is null ? was.Households : Count(shape.Households),
        };

    private static PlannedArea New(PlannedArea parent, DrawnShape shape, NextCodes codes)
    {
        var kind = shape.Kind is { } asked && Enum.IsDefined(asked) ? asked : throw new InvalidInput("Kind", "input.invalid");
        if (parent.Code.Length is not (12 or 15) || (kind != AreaKind.Ordinary && parent.Code.Length != 12))
            throw new RuleViolation("grid.level");
        var code = codes.Below(parent.Code, kind);
        var name = Name(shape.NameZh);
        if (name is null && kind != AreaKind.Ordinary)
            throw new InvalidInput("NameZh", "input.required");
        var polygons = Read(shape.Polygons ?? throw new InvalidInput("Polygons", "input.required"));
        return new PlannedArea(
            code,
            kind,
            name ?? AreaNames.Of(parent.NameZh, code),
            "",
            Count(shape.Households),
            parent.IsRural,
            polygons
        );
    }

    private static Draft Named(Draft draft, Dictionary<string, string>? names) =>
        names is null or { Count: 0 }
            ? draft
            : draft with
            {
                Began =
                [
                    .. draft.Began.Select(a =>
                        names.TryGetValue(a.Code, out var name) && Name(name) is { } given ? a with { NameZh = given } : a
                    ),
                ],
            };

    private static PlannedArea Known(Dictionary<string, PlannedArea> known, string? code) =>
        code is not null && known.TryGetValue(code, out var area) ? area : throw new NotFound("area");

    private static IReadOnlyList<DrawnShape> Shapes(Command command)
    {
        var shapes = command.Shapes is { Count: > 0 } some ? some : throw new InvalidInput(nameof(command.Shapes), "input.required");
        if (shapes.Any(s => s is null))
            throw new InvalidInput(nameof(command.Shapes), "input.invalid");
        if (shapes.Sum(s => s.Polygons?.Sum(p => p?.Sum(r => r?.Length ?? 0) ?? 0) ?? 0) > MostPoints)
            throw new InvalidInput(nameof(command.Shapes), "input.too-large");
        return shapes.Where(s => s.Code is not null).GroupBy(s => s.Code).Any(g => g.Count() > 1)
            ? throw new InvalidInput(nameof(command.Shapes), "input.invalid")
            : shapes;
    }

    private static IReadOnlyList<LonLat[][]> Read(double[][][][] polygons)
    {
        if (
            polygons.Length == 0
            || polygons.Any(p => p is null || p.Length == 0 || p.Any(r => r is null || r.Distinct(PointSame.Instance).Count() < 3))
        )
            throw new InvalidInput("Polygons", "input.invalid");
        return Rings.Normal(Rings.Rounded(polygons.Select(p => p.Select(r => r.Select(Point).ToArray()).ToArray())));
    }

    private static List<LonLat> LineOf(double[][]? line) =>
        line is { Length: >= 2 } ? [.. line.Select(Point)] : throw new InvalidInput(nameof(Command.Line), "input.required");

    private static LonLat Point(double[]? pair) =>
        pair is { Length: >= 2 } && new LonLat(pair[0], pair[1]) is { IsValid: true } point
            ? point
            : throw new InvalidInput("Polygons", "input.out-of-range");

    private static string? Name(string? typed) => PlainText.CleanLine(typed) is { Length: > 0 } name ? TextElements.Cut(name, 60) : null;

    private static int? Count(int? households) =>
        households is null or (>= 0 and <= 100_000) ? households : throw new InvalidInput("Households", "input.out-of-range");

    private sealed class PointSame : IEqualityComparer<double[]>
    {
        public static readonly PointSame Instance = new();

        public bool Equals(double[]? a, double[]? b) => a is not null && b is not null && a.AsSpan().SequenceEqual(b);

        public int GetHashCode(double[] point) => point.Length > 1 ? HashCode.Combine(point[0], point[1]) : 0;
    }
}
