using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Visits;

/// <summary>Campaigns and how far they are, by building and by grid, as it stands now. 走访进度</summary>
public sealed class ReadCampaigns(DoorScope scope)
{
    private const int Most = 200;
    private const int GridLength = 15;
    private const int MostDoors = 300;

    /// <summary>One campaign in the list. 走访行动概况</summary>
    public sealed record Row(
        Guid Id,
        string Title,
        CampaignState State,
        IReadOnlyList<string> Areas,
        DateOnly FromOn,
        DateOnly UntilOn,
        int Households,
        int Version
    );

    /// <summary>How many doors stand how. 走访计数</summary>
    /// <param name="Due">Of those open or to be tried again: due today or before.</param>
    public sealed record Count(int Households, int Met, int Refused, int Moved, int Again, int Unreached, int Open, int Due)
    {
        /// <summary>Doors whose answer is known: met, moved, or said no. A no counts as much as a yes.</summary>
        public int Known => Met + Refused + Moved;

        /// <value>0–1; null when there is no door.</value>
        public double? KnownShare => Households == 0 ? null : (double)Known / Households;

        public static Count operator +(Count a, Count b) =>
            new(
                a.Households + b.Households,
                a.Met + b.Met,
                a.Refused + b.Refused,
                a.Moved + b.Moved,
                a.Again + b.Again,
                a.Unreached + b.Unreached,
                a.Open + b.Open,
                a.Due + b.Due
            );
    }

    /// <summary>A grid or a building. 走访覆盖</summary>
    /// <param name="Name">Of the grid, or 百年里3号楼.</param>
    public sealed record Part(string AreaCode, string Name, Count Count);

    /// <summary>A door that waits for something. 待办户</summary>
    /// <param name="NextOn">Local day; null when it is not tried again.</param>
    public sealed record Door(
        Guid TargetId,
        string Building,
        string Text,
        string AreaCode,
        TargetState State,
        int Tries,
        DateOnly? NextOn,
        DayPart? NotAt
    );

    /// <summary>A campaign with its coverage. 走访行动详情</summary>
    /// <param name="Buildings">Empty after single doors were deleted, and for readers who see counts by grid alone.</param>
    /// <param name="Due">Doors to be tried again today or before, at most 300; for those who see doors.</param>
    /// <param name="Unreached">Doors where nobody was as often as it was to be tried, likewise.</param>
    public sealed record View(
        Row Campaign,
        string Purpose,
        string Script,
        IReadOnlyList<VisitQuestion> Questions,
        int RetryDays,
        int MostTries,
        DateTime? StartedAt,
        DateTime? EndedAt,
        DateTime? ClearedAt,
        Count All,
        IReadOnlyList<Part> Grids,
        IReadOnlyList<Part> Buildings,
        IReadOnlyList<Door> Due,
        IReadOnlyList<Door> Unreached
    );

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/campaigns",
                async (ReadCampaigns feature, Actor actor, CancellationToken ct) => TypedResults.Ok(await feature.All(actor, ct))
            )
            .WithSummary("走访行动 · Visit campaigns");
        api.MapGet(
                "/campaigns/{campaignId:guid}",
                async (Guid campaignId, ReadCampaigns feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(await feature.Run(campaignId, actor, ct))
            )
            .WithSummary("走访进度 · Coverage of a campaign by grid and building");
    }

    /// <summary>Whether some area of the campaign meets one in which the actor sees counts.</summary>
    internal static bool Sees(VisitCampaign campaign, Actor actor) =>
        campaign.Areas.Any(a =>
            DoorScope.Counts(actor).Any(own => a.StartsWith(own, StringComparison.Ordinal) || own.StartsWith(a, StringComparison.Ordinal))
        );

    /// <summary>Running ones first, then drafts, then the last that ended.</summary>
    public async Task<IReadOnlyList<Row>> All(Actor actor, CancellationToken ct)
    {
        var all = await scope
            .Db.Set<VisitCampaign>()
            .AsNoTracking()
            .OrderByDescending(c => c.FromOn)
            .ThenBy(c => c.Id)
            .Take(Most)
            .ToListAsync(ct);
        return
        [
            .. all.Where(c => Sees(c, actor))
                .OrderBy(c =>
                    c.State switch
                    {
                        CampaignState.Running => 0,
                        CampaignState.Draft => 1,
                        _ => 2,
                    }
                )
                .Select(RowOf),
        ];
    }

    /// <exception cref="NotFound">Not there, or not the actor's to know.</exception>
    public async Task<View> Run(Guid campaignId, Actor actor, CancellationToken ct)
    {
        var campaign = await scope.Db.Set<VisitCampaign>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == campaignId, ct);
        if (campaign is null || !Sees(campaign, actor))
            throw new NotFound("campaign");
        var parts = campaign.ClearedAt is null ? await Counted(campaign, actor, ct) : await Tallied(campaign, actor, ct);
        var grids = parts
            .GroupBy(p => p.AreaCode[..Math.Min(GridLength, p.AreaCode.Length)])
            .Select(g => new Part(g.Key, scope.NameOf(g.Key), g.Select(p => p.Count).Aggregate((a, b) => a + b)))
            .OrderBy(g => g.AreaCode, StringComparer.Ordinal)
            .ToList();
        var seesDoors = DoorScope.Doors(actor);
        var buildings = campaign.ClearedAt is null
            ? parts.Where(p => seesDoors.Any(a => p.AreaCode.StartsWith(a, StringComparison.Ordinal))).ToList()
            : [];
        return new View(
            RowOf(campaign),
            campaign.Purpose,
            campaign.Script,
            campaign.Asked,
            campaign.RetryDays,
            campaign.MostTries,
            campaign.StartedAt,
            campaign.EndedAt,
            campaign.ClearedAt,
            grids.Select(g => g.Count).Aggregate(new Count(0, 0, 0, 0, 0, 0, 0, 0), (a, b) => a + b),
            grids,
            [
                .. buildings
                    .OrderBy(b => b.AreaCode[..Math.Min(GridLength, b.AreaCode.Length)], StringComparer.Ordinal)
                    .ThenBy(b => VisitRule.Key(b.Name), StringComparer.Ordinal),
            ],
            await Doors(campaign, TargetState.Again, seesDoors, ct),
            await Doors(campaign, TargetState.Unreached, seesDoors, ct)
        );
    }

    private static Row RowOf(VisitCampaign c) => new(c.Id, c.Title, c.State, c.Areas, c.FromOn, c.UntilOn, c.Households, c.Version);

    private async Task<List<Part>> Counted(VisitCampaign campaign, Actor actor, CancellationToken ct)
    {
        var today = scope.Today;
        var rows = await DoorScope
            .Inside(scope.Db.Set<VisitTarget>().Where(t => t.CampaignId == campaign.Id), t => t.AreaCode, DoorScope.Counts(actor))
            .GroupBy(t => new
            {
                t.AreaCode,
                t.BuildingId,
                t.Building,
                t.State,
            })
            .Select(g => new
            {
                g.Key,
                All = g.Count(),
                Due = g.Count(t => t.State == TargetState.Again && t.NextOn <= today),
            })
            .ToListAsync(ct);
        return
        [
            .. rows.GroupBy(r => (r.Key.AreaCode, r.Key.BuildingId, r.Key.Building))
                .Select(g =>
                {
                    int Of(TargetState state) => g.Where(r => r.Key.State == state).Sum(r => r.All);
                    var open = Of(TargetState.Open);
                    return new Part(
                        g.Key.AreaCode,
                        g.Key.Building,
                        new Count(
                            g.Sum(r => r.All),
                            Of(TargetState.Met),
                            Of(TargetState.Refused),
                            Of(TargetState.Moved),
                            Of(TargetState.Again),
                            Of(TargetState.Unreached),
                            open,
                            open + g.Sum(r => r.Due)
                        )
                    );
                }),
        ];
    }

    private async Task<List<Part>> Tallied(VisitCampaign campaign, Actor actor, CancellationToken ct) =>
        [
            .. (
                await DoorScope
                    .Inside(scope.Db.Set<VisitTally>().Where(t => t.CampaignId == campaign.Id), t => t.AreaCode, DoorScope.Counts(actor))
                    .AsNoTracking()
                    .ToListAsync(ct)
            ).Select(t => new Part(
                t.AreaCode,
                "",
                new Count(
                    t.Households,
                    t.Met,
                    t.Refused,
                    t.Moved,
                    0,
                    t.Unreached,
                    t.Households - t.Met - t.Refused - t.Moved - t.Unreached,
                    0
                )
            )),
        ];

    private async Task<IReadOnlyList<Door>> Doors(
        VisitCampaign campaign,
        TargetState state,
        IReadOnlyList<string> areas,
        CancellationToken ct
    )
    {
        if (campaign.ClearedAt is not null)
            return [];
        var today = scope.Today;
        return await DoorScope
            .Inside(scope.Db.Set<VisitTarget>().Where(t => t.CampaignId == campaign.Id && t.State == state), t => t.AreaCode, areas)
            .Where(t => state != TargetState.Again || t.NextOn <= today)
            .OrderBy(t => t.AreaCode)
            .ThenBy(t => t.Walk)
            .Take(MostDoors)
            .Select(t => new Door(t.Id, t.Building, t.Door, t.AreaCode, t.State, t.Tries, t.NextOn, t.NotAt))
            .ToListAsync(ct);
    }
}
