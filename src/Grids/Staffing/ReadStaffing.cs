using Gezhi.Grids.Contract;
using Gezhi.Grids.Party;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Staffing;

/// <summary>An area in the list, with what is missing in it. 配置行</summary>
/// <param name="Needed">Places that the norm wants filled in it and below.</param>
/// <param name="Missing">Of these, empty.</param>
/// <param name="Overloads">People who carry too much.</param>
/// <param name="Ending">Posts and seats that end within 30 days.</param>
public sealed record StaffingRow(StaffArea Area, int Needed, int Missing, int Overloads, int Ending);

/// <summary>All that the staffing page of an area shows. 人员配置表</summary>
/// <param name="Here">Who is at the area itself and, in a grid, below it.</param>
/// <param name="Ending">Whose post or seat ends within 30 days.</param>
public sealed record StaffingSheet(
    StaffTree Tree,
    StaffingNorms Norms,
    StaffingCheck Check,
    StaffingRow Total,
    IReadOnlyList<StaffingRow> Children,
    IReadOnlyList<StaffHolder> Here,
    IReadOnlyList<StaffHolder> Ending
);

/// <summary>Reads the staffing of an area and holds it against the norm. 查人员配置</summary>
public sealed class ReadStaffing(GezhiDb db, StaffAreas areas, ReadGridStaff? readStaff = null, CountOpenCases? countCases = null)
{
    /// <summary>Days before its end at which a post is said to end soon.</summary>
    public const int SoonDays = 30;

    /// <param name="code">6 to 17 digits; null for the widest area of the actor's posts.</param>
    /// <exception cref="Gezhi.Platform.Problems.NotFound">No such area, or out of reach.</exception>
    public async Task<StaffingSheet> Run(string? code, Actor actor, CancellationToken ct)
    {
        var tree = await areas.Below(code, actor, Permission.SeeStaffing, ct);
        var area = tree.Area;
        var holders = await Holders(area.Code, ct);
        var norms = await Norms(ct);
        var cases = countCases is null ? new Dictionary<string, int>() : await countCases(area.Code, ct);
        var all = tree.All.ToList();
        var check = StaffingCheck.Of(all, holders, norms, cases);
        var soon = areas.Today.AddDays(SoonDays);
        var ending = holders.Where(h => h.To <= soon).OrderBy(h => h.To).ToList();
        var needed = all.Where(a => a.Kind == AreaKind.Ordinary)
            .ToDictionary(a => a.Code, a => norms.For(a.Code, a.Level).Sum(n => n.Least));
        return new StaffingSheet(
            tree,
            norms,
            check,
            Row(area, needed, check, ending),
            [.. tree.Children.Select(child => Row(child, needed, check, ending))],
            [
                .. holders
                    .Where(h => h.AreaCode == area.Code || area.Level >= AreaLevel.Grid)
                    .OrderBy(h => h.AreaCode, StringComparer.Ordinal)
                    .ThenBy(h => h.Kind),
            ],
            ending
        );
    }

    /// <summary>Posts, seats and organisations of today inside an area.</summary>
    public async Task<IReadOnlyList<StaffHolder>> Holders(string code, CancellationToken ct)
    {
        var today = areas.Today;
        var posts = readStaff is null ? [] : await readStaff(code, ct);
        var seats = await db.SeatsBelow(code, today).OrderBy(s => s.AreaCode).ThenBy(s => s.Id).ToListAsync(ct);
        var orgs = await db.PartyOrgsBelow(code, today).Where(o => o.Step == PartyStep.Branch || o.Step == PartyStep.Group).ToListAsync(ct);
        return
        [
            .. posts.Select(Of).OfType<StaffHolder>(),
            .. seats.Select(Of),
            .. orgs.Select(o => new StaffHolder(
                o.Step == PartyStep.Branch ? StaffKind.PartyBranch : StaffKind.PartyGroup,
                o.AreaCode,
                o.SecretaryName,
                o.Name,
                o.ValidFrom,
                o.ValidTo
            )),
        ];
    }

    /// <summary>The norm of the district, the usual one while it has none of its own.</summary>
    public async Task<StaffingNorms> Norms(CancellationToken ct) => new(await NormLines(ct));

    /// <summary>As <see cref="Norms"/>, line by line.</summary>
    public async Task<IReadOnlyList<NormLine>> NormLines(CancellationToken ct)
    {
        var own = await db.Set<StaffingNorm>()
            .AsNoTracking()
            .OrderBy(n => n.AreaCode)
            .Select(n => new NormLine(n.AreaCode, n.Level, n.Kind, n.Least, n.MostHouseholds, n.MostOpenCases, n.Version))
            .ToListAsync(ct);
        return own.Count > 0 ? own : StaffingNorms.Usual($"{db.DistrictId}");
    }

    private static StaffingRow Row(StaffArea area, Dictionary<string, int> needed, StaffingCheck check, List<StaffHolder> ending)
    {
        bool Inside(string code) => code.StartsWith(area.Code, StringComparison.Ordinal);
        return new StaffingRow(
            area,
            needed.Where(n => Inside(n.Key)).Sum(n => n.Value),
            check.Vacancies.Where(v => Inside(v.Area.Code)).Sum(v => v.Missing),
            check.Overloads.Count(o => o.Areas.Any(a => Inside(a.Code))),
            ending.Count(h => Inside(h.AreaCode))
        );
    }

    private static StaffHolder? Of(GridStaff post) =>
        StaffKinds.Of(post.Role, AreaCode.Parse(post.AreaCode).Level) is { } kind
            ? new StaffHolder(kind, post.AreaCode, post.Name, post.Title, post.ValidFrom, post.ValidTo) { AccountId = post.AccountId }
            : null;

    private static StaffHolder Of(Seat seat) =>
        new(seat.Kind, seat.AreaCode, seat.Name, seat.Title, seat.ValidFrom, seat.ValidTo)
        {
            SeatId = seat.Id,
            HasPhone = seat.PhoneSealed is not null,
            PublicPhone = seat.PublicPhone,
            Hours = seat.Hours,
        };
}
