using System.Globalization;
using System.Linq.Expressions;
using System.Security.Cryptography;
using System.Text;
using Gezhi.Field.Inspections;
using Gezhi.Field.Patrols;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Desks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Field.DeskLists;

/// <summary>What lists of hazards on the community desk share. 隐患清单基类</summary>
internal abstract class HazardsOfDesk(InspectionScope scope, TimeProvider clock) : DeskQuery(clock)
{
    public override DeskPart Part => DeskPart.Due;

    public override bool IsFor(Actor actor) => actor.Can(Permission.SeeInspections);

    public override string Href(DeskEntry entry) => $"/inspections/hazards/{entry.Id}";

    protected InspectionScope Scope => scope;

    protected override Expression<Func<DeskEntry, bool>>? Late
    {
        get
        {
            var today = scope.Today;
            return e => e.DueOn < today;
        }
    }

    protected IQueryable<Hazard> Mine(Actor actor) =>
        InspectionScope.Within(scope.Db.Set<Hazard>().AsNoTracking(), InspectionScope.Areas(actor, Permission.SeeInspections));
}

/// <summary>待复查的隐患: said to be rectified, nobody has looked.</summary>
internal sealed class HazardsToRecheck(InspectionScope scope, TimeProvider clock) : HazardsOfDesk(scope, clock)
{
    public override string Key => "hazards-to-recheck";
    public override int Order => 50;

    public override string Name(IStringLocalizer T) => T["等复查的隐患"];

    public override string Formula(IStringLocalizer T) => T["说是整改好了，{0} 天内要有人去看；还没有复查", Hazard.RecheckDays];

    protected override ValueTask<IQueryable<DeskEntry>> Entries(Actor actor, CancellationToken ct) =>
        new(
            Mine(actor)
                .Where(h => h.State == HazardState.Rectified)
                .Select(h => new DeskEntry
                {
                    Id = h.Id,
                    Title = h.Coarse,
                    Note = h.ItemText,
                    AreaCode = h.AreaCode,
                    SortAt = h.RectifiedAt ?? h.FoundAt,
                    DueOn = h.RecheckOn,
                })
        );
}

/// <summary>超期未改的隐患.</summary>
internal sealed class HazardsPastDay(InspectionScope scope, TimeProvider clock) : HazardsOfDesk(scope, clock)
{
    public override string Key => "hazards-past-day";
    public override int Order => 60;

    public override string Name(IStringLocalizer T) => T["过了整改期的隐患"];

    public override string Formula(IStringLocalizer T) => T["整改期限已过，还没有说整改好"];

    protected override ValueTask<IQueryable<DeskEntry>> Entries(Actor actor, CancellationToken ct)
    {
        var today = Scope.Today;
        return new(
            Mine(actor)
                .Where(h => h.State == HazardState.Open && h.DueOn < today)
                .Select(h => new DeskEntry
                {
                    Id = h.Id,
                    Title = h.Coarse,
                    Note = h.ItemText,
                    AreaCode = h.AreaCode,
                    SortAt = h.FoundAt,
                    DueOn = h.DueOn,
                })
        );
    }
}

/// <summary>漏巡的点位: due in the last days, and nobody was there.</summary>
internal sealed class PatrolsMissed(ReadPatrols patrols, PatrolScope scope, TimeProvider clock) : DeskGathered(clock)
{
    /// <summary>Days looked back, today included.</summary>
    public const int Days = 7;

    public override string Key => "patrols-missed";
    public override DeskPart Part => DeskPart.Due;
    public override int Order => 70;

    public override bool IsFor(Actor actor) => actor.Can(Permission.Supervise);

    public override string Name(IStringLocalizer T) => T["近 {0} 天漏巡的点位", Days];

    public override string Formula(IStringLocalizer T) => T["巡查时段已过、当天没有人到的点位，一天一条；后来补到的不改当天"];

    public override string Href(DeskEntry entry) => $"/patrols?from={entry.No}&until={entry.No}";

    protected override async Task<IReadOnlyList<DeskEntry>> All(Actor actor, CancellationToken ct) =>
        [
            .. (await patrols.Run(scope.Today.AddDays(1 - Days), scope.Today, null, actor, ct))
                .SelectMany(a => a.Due)
                .Where(d => d.State == PlaceState.Missed)
                .Select(d => new DeskEntry
                {
                    Id = Same(d.Place.Id, d.On),
                    Title = d.Place.Name,
                    No = d.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    Note = d.Plan.Name,
                    AreaCode = d.Plan.AreaCode,
                    SortAt = Ended(d),
                    DueAt = Ended(d),
                }),
        ];

    private DateTime Ended(Patrols.DuePlace missed) =>
        scope.Calendar.LocalMidnightUtc(missed.On).Add(missed.Plan.EndOf(missed.On) - missed.On.ToDateTime(TimeOnly.MinValue));

    /// <summary>The same for the same place and day, however often it is asked.</summary>
    private static Guid Same(Guid place, DateOnly day) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{place:N}{day.DayNumber}")).AsSpan(0, 16));
}
