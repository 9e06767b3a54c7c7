using Gezhi.Cases.Contract;
using Gezhi.Grids.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Indicators.Reports;

/// <summary>Which day reports somebody wants to hear of, by a post's area. 日报订阅范围</summary>
public enum ReportReach
{
    /// <summary>不订.</summary>
    None,

    /// <summary>本区域: of the area of the post.</summary>
    Own,

    /// <summary>本区域和下级.</summary>
    Below,
}

/// <summary>A person is told when the day report of a post's area comes out. 日报订阅</summary>
public sealed class ReportSubscription : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid AccountId { get; init; }

    /// <summary>Of the post, 6 to 17 digits.</summary>
    public string AreaCode { get; init; } = "";

    /// <summary>Reports of areas inside it as well.</summary>
    public bool IsBelowToo { get; set; }
}

internal sealed class ReportSubscriptionTable : IEntityTypeConfiguration<ReportSubscription>
{
    public void Configure(EntityTypeBuilder<ReportSubscription> row)
    {
        row.ToTable("indicators_report_subscription");
        row.HasKey(s => new
        {
            s.DistrictId,
            s.AccountId,
            s.AreaCode,
        });
        row.Property(s => s.AreaCode).HasMaxLength(17);
        row.HasIndex(s => new { s.DistrictId, s.AreaCode });
    }
}

/// <summary>A person chooses by post which day reports to hear of; who holds no such post any more is told nothing. 订阅日报</summary>
public sealed class SubscribeReports(GezhiDb db, Staffing staffing, AreaBook areas)
{
    private const int DistrictLength = 6;
    private static readonly int[] Steps = [DistrictLength, 9, 12, 15, 17];

    /// <param name="Areas">Area of a post → what is wanted; areas left out stay as they are.</param>
    public sealed record Command([property: Needed] IReadOnlyDictionary<string, ReportReach>? Areas);

    /// <param name="Title">Of the post, or of the first of several there.</param>
    public sealed record Choice(string AreaCode, string Title, string AreaName, ReportReach Reach);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/reports/subscriptions",
                async (SubscribeReports feature, Actor actor, CancellationToken ct) => TypedResults.Ok(await feature.Mine(actor, ct))
            )
            .WithSummary("日报订阅 · Which day reports I am told of");
        api.MapPut(
                "/reports/subscriptions",
                async (Command command, SubscribeReports feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.Run(command, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("订阅日报 · Choose which day reports I am told of");
    }

    /// <summary>One line for each area in which the person reads reports.</summary>
    public async Task<IReadOnlyList<Choice>> Mine(Actor actor, CancellationToken ct)
    {
        var kept = await Kept(actor).AsNoTracking().ToDictionaryAsync(s => s.AreaCode, StringComparer.Ordinal, ct);
        return
        [
            .. Posts(actor)
                .Select(p => new Choice(
                    p.AreaCode!,
                    p.Title,
                    areas.NameOf(p.AreaCode!) ?? p.AreaCode!,
                    !kept.TryGetValue(p.AreaCode!, out var one) ? ReportReach.None
                        : one.IsBelowToo ? ReportReach.Below
                        : ReportReach.Own
                )),
        ];
    }

    /// <exception cref="InvalidInput">An area of none of the person's posts.</exception>
    public async Task Run(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var own = Posts(actor).Select(p => p.AreaCode!).ToHashSet(StringComparer.Ordinal);
        if (command.Areas!.Keys.Any(a => !own.Contains(a)) || command.Areas.Values.Any(r => !Enum.IsDefined(r)))
            throw new InvalidInput(nameof(Command.Areas), "input.invalid");
        var kept = await Kept(actor).ToDictionaryAsync(s => s.AreaCode, StringComparer.Ordinal, ct);
        foreach (var (area, reach) in command.Areas)
        {
            var one = kept.GetValueOrDefault(area);
            if (reach == ReportReach.None)
            {
                if (one is not null)
                    db.Remove(one);
                continue;
            }
            if (one is null)
                db.Add(
                    one = new ReportSubscription
                    {
                        DistrictId = db.DistrictId,
                        AccountId = actor.AccountId!.Value,
                        AreaCode = area,
                    }
                );
            one.IsBelowToo = reach == ReportReach.Below;
        }
        try
        {
            await db.Save(ct);
        }
        catch (DuplicateKey)
        {
            db.Forget();
            throw new StaleVersion();
        }
    }

    /// <summary>Tells the subscribers of a day report; saved with its release. 告知订阅者</summary>
    internal async Task Tell(ReleasedReport report, DateTime now, CancellationToken ct)
    {
        if (report.Kind != ReportKind.Day)
            return;
        var area = report.AreaCode;
        var around = Steps.Where(n => n <= area.Length).Select(n => area[..n]).ToList();
        var wanted = await db.Set<ReportSubscription>()
            .AsNoTracking()
            .Where(s => around.Contains(s.AreaCode) && (s.AreaCode == area || s.IsBelowToo))
            .ToListAsync(ct);
        var told = new HashSet<Guid>();
        foreach (var at in wanted.GroupBy(s => s.AreaCode, StringComparer.Ordinal))
        {
            var holders = new HashSet<Guid>();
            foreach (var role in Enum.GetValues<Role>().Where(Reads))
                holders.UnionWith((await staffing.PostsAt(at.Key, role, ct)).Select(p => p.AccountId));
            told.UnionWith(at.Select(s => s.AccountId).Where(holders.Contains));
        }
        told.Remove(report.ReleasedBy ?? Guid.Empty); // who signed it knows
        if (told.Count == 0)
            return;
        db.TellOfReport(
            told,
            report.Id,
            $"{report.From:yyyy-MM-dd} {areas.NameOf(area) ?? area}",
            area,
            report.IssueNo,
            report.PostTitle,
            now
        );
    }

    private IQueryable<ReportSubscription> Kept(Actor actor) => db.Set<ReportSubscription>().Where(s => s.AccountId == actor.AccountId);

    private static IEnumerable<ActorPost> Posts(Actor actor) =>
        actor
            .Posts.Where(p => p.AreaCode is not null && Reads(p.Role))
            .GroupBy(p => p.AreaCode, StringComparer.Ordinal)
            .Select(g => g.OrderBy(p => p.Title, StringComparer.Ordinal).First())
            .OrderBy(p => p.AreaCode, StringComparer.Ordinal);

    private static bool Reads(Role role) => IndicatorsModule.Readers.Any(r => RolePermissions.Has(role, r));
}
