using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Community.Activities;

/// <summary>Teams of a contest, what they reach in each round, and who gets which prize. 比赛组织</summary>
public sealed class HoldContest(CommunityDesk desk)
{
    /// <param name="TeamId">Null adds one.</param>
    /// <param name="AreaCode">The grid it comes from; null: of none.</param>
    public sealed record TeamSaid(
        [property: Needed, Longest(ContestTeam.LongestName)] string Name,
        Guid? TeamId = null,
        [property: Longest(17)] string? AreaCode = null,
        int? Version = null
    );

    /// <param name="LineId">The round.</param>
    /// <param name="Hundredths">Points in hundredths; null: did not take part.</param>
    public sealed record Scoring(
        [property: Needed] Guid? LineId,
        [property: Needed] Guid? TeamId,
        [property: Between(0, ContestScore.Most)] int? Hundredths = null
    );

    public sealed record Scores([property: Needed] IReadOnlyList<Scoring> Items);

    public sealed record Kept(Guid Id, int Version);

    public sealed record Awarded(int Prizes, int Teams);

    /// <param name="Standings">Best first.</param>
    public sealed record View(
        IReadOnlyList<ContestTeam> Teams,
        IReadOnlyList<ContestScore> Scores,
        IReadOnlyList<ContestTable.Standing> Standings
    );

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff
            .MapPost(
                "/activities/{activityId:guid}/teams",
                (Guid activityId, TeamSaid command, HttpRequest request, HoldContest feature, Actor actor, CancellationToken ct) =>
                    feature.Enter(activityId, command, CommunityDesk.KeyOf(request), actor, ct)
            )
            .WithSummary("登记参赛队 · Enter or change a team");
        staff
            .MapPost(
                "/activities/{activityId:guid}/teams/{teamId:guid}/removal",
                (Guid activityId, Guid teamId, HoldContest feature, Actor actor, CancellationToken ct) =>
                    feature.Drop(activityId, teamId, actor, ct)
            )
            .WithSummary("删除参赛队 · Take a team out");
        staff
            .MapPost(
                "/activities/{activityId:guid}/scores",
                (Guid activityId, Scores command, HoldContest feature, Actor actor, CancellationToken ct) =>
                    feature.Score(activityId, command, actor, ct)
            )
            .WithSummary("录入成绩 · Write down results of rounds");
        staff
            .MapPost(
                "/activities/{activityId:guid}/awarding",
                (Guid activityId, HoldContest feature, Actor actor, CancellationToken ct) => feature.Award(activityId, actor, ct)
            )
            .WithSummary("按名次定奖 · Give the prizes out by rank");
    }

    /// <exception cref="NotFound">Not there, or not the actor's.</exception>
    /// <exception cref="RuleViolation"><c>contest.none</c>, <c>activity.over</c>, <c>activity.too-many-lines</c>.</exception>
    public async Task<Kept> Enter(Guid activityId, TeamSaid command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (command.TeamId is { } teamId)
        {
            await Open(activityId, actor, ct);
            var known = await Team(activityId, teamId, ct);
            CommunityDesk.Seen(known, command.Version);
            Take(known, command);
            await desk.Db.Save(ct);
            return new Kept(known.Id, known.Version);
        }
        return await Once.Run(
            desk.Db,
            "contest-team",
            Once.Bound(key, actor.AccountId, null),
            new { activityId, command },
            desk.Now,
            async () =>
            {
                var activity = await Open(activityId, actor, ct);
                var numbers = await desk.Db.Set<ContestTeam>().Where(t => t.ActivityId == activityId).Select(t => t.No).ToListAsync(ct);
                if (numbers.Count >= ContestTeam.Most)
                    throw new RuleViolation("activity.too-many-lines", ContestTeam.Most);
                var team = new ContestTeam
                {
                    DistrictId = desk.Db.DistrictId,
                    ActivityId = activityId,
                    Id = Ids.New(desk.Now),
                    No = numbers.Count == 0 ? 1 : numbers.Max() + 1,
                };
                Take(team, command);
                desk.Db.Add(team);
                desk.Db.Audit(actor, "activity.team-kept", activityId, activity.No, desk.Now);
                return new Kept(team.Id, team.Version);
            },
            ct
        );
    }

    private void Take(ContestTeam team, TeamSaid command)
    {
        team.Name = CommunityDesk.Needed(nameof(command.Name), PlainText.CleanLine(command.Name));
        team.AreaCode = command.AreaCode is { Length: > 0 } code ? desk.Area(nameof(command.AreaCode), code) : null;
    }

    /// <summary>Takes a team out, with what it reached.</summary>
    public async Task<Kept> Drop(Guid activityId, Guid teamId, Actor actor, CancellationToken ct)
    {
        var activity = await Open(activityId, actor, ct);
        var team = await Team(activityId, teamId, ct);
        desk.Db.Remove(team);
        desk.Db.Audit(actor, "activity.team-kept", activityId, activity.No, desk.Now);
        await desk.Db.Save(ct);
        return new Kept(team.Id, team.Version);
    }

    /// <summary>All or none; the same again changes nothing.</summary>
    /// <exception cref="NotFound">No such round or team.</exception>
    /// <exception cref="RuleViolation"><c>contest.early</c>: it has not begun.</exception>
    public async Task<Awarded> Score(Guid activityId, Scores command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        foreach (var one in command.Items)
            Input.Check(one);
        return await desk.Db.Again(
            async () =>
            {
                var activity = await Open(activityId, actor, ct);
                if (activity.State != ActivityState.Announced || desk.Now < activity.BeginsAt)
                    throw new RuleViolation("contest.early");
                var rounds = (
                    await desk
                        .Db.Set<PlanLine>()
                        .Where(l => l.ActivityId == activityId && l.Kind == PlanKind.Round)
                        .Select(l => l.Id)
                        .ToListAsync(ct)
                ).ToHashSet();
                var teams = (
                    await desk.Db.Set<ContestTeam>().Where(t => t.ActivityId == activityId).Select(t => t.Id).ToListAsync(ct)
                ).ToHashSet();
                var known = await desk.Db.Set<ContestScore>().Where(s => s.ActivityId == activityId).ToListAsync(ct);
                foreach (var one in command.Items)
                {
                    if (!rounds.Contains(one.LineId!.Value) || !teams.Contains(one.TeamId!.Value))
                        throw new NotFound("round");
                    var row = known.Find(s => s.LineId == one.LineId && s.TeamId == one.TeamId);
                    if (row is null)
                    {
                        row = new ContestScore
                        {
                            DistrictId = desk.Db.DistrictId,
                            ActivityId = activityId,
                            LineId = one.LineId.Value,
                            TeamId = one.TeamId.Value,
                        };
                        desk.Db.Add(row);
                        known.Add(row);
                    }
                    row.Hundredths = one.Hundredths;
                }
                desk.Db.Audit(actor, "activity.scored", activityId, activity.No, desk.Now);
                await desk.Db.Save(ct);
                return new Awarded(0, known.Select(s => s.TeamId).Distinct().Count());
            },
            ct
        );
    }

    /// <summary>Writes the winners into the prizes that were not handed over yet.</summary>
    /// <exception cref="RuleViolation"><c>contest.scores-missing</c>, <c>contest.no-prizes</c>.</exception>
    public async Task<Awarded> Award(Guid activityId, Actor actor, CancellationToken ct)
    {
        var activity = await Open(activityId, actor, ct);
        var view = await Read(activityId, ct);
        var lines = await desk
            .Db.Set<PlanLine>()
            .Where(l => l.ActivityId == activityId && (l.Kind == PlanKind.Prize || l.Kind == PlanKind.Round))
            .OrderBy(l => l.No)
            .ToListAsync(ct);
        var prizes = lines.FindAll(l => l.Kind == PlanKind.Prize);
        var rounds = lines.Count - prizes.Count;
        if (prizes.Count == 0)
            throw new RuleViolation("contest.no-prizes");
        if (rounds == 0 || view.Teams.Count == 0 || view.Scores.Count < rounds * view.Teams.Count)
            throw new RuleViolation("contest.scores-missing");
        var given = ContestTable.Award(view.Standings, prizes.ConvertAll(p => p.Count ?? 1));
        var names = view.Teams.ToDictionary(t => t.Id, t => t.Name);
        foreach (var (prize, winners) in prizes.Zip(given))
            if (prize.DoneAt is null)
                prize.Who = Winners(winners, names);
        desk.Db.Audit(actor, "activity.awarded", activityId, activity.No, desk.Now);
        await desk.Db.Save(ct);
        return new Awarded(prizes.Count, given.Sum(g => g.Count));
    }

    private static string Winners(IReadOnlyList<ContestTable.Standing> winners, Dictionary<Guid, string> names)
    {
        var all = string.Join('、', winners.Select(w => names[w.TeamId]));
        return all.Length <= PlanLine.LongestWho ? all : all[..(PlanLine.LongestWho - 1)] + "…";
    }

    /// <summary>Teams, results and ranks; the caller has asked who may see the activity.</summary>
    public async Task<View> Read(Guid activityId, CancellationToken ct)
    {
        var teams = await desk
            .Db.Set<ContestTeam>()
            .AsNoTracking()
            .Where(t => t.ActivityId == activityId)
            .OrderBy(t => t.No)
            .ToListAsync(ct);
        var scores = await desk.Db.Set<ContestScore>().AsNoTracking().Where(s => s.ActivityId == activityId).ToListAsync(ct);
        return new View(teams, scores, ContestTable.Of(teams.Select(t => (t.Id, t.No)), scores.Select(s => (s.TeamId, s.Hundredths))));
    }

    private async Task<ContestTeam> Team(Guid activityId, Guid teamId, CancellationToken ct) =>
        await desk.Db.Set<ContestTeam>().FirstOrDefaultAsync(t => t.ActivityId == activityId && t.Id == teamId, ct)
        ?? throw new NotFound("team");

    private async Task<Activity> Open(Guid activityId, Actor actor, CancellationToken ct)
    {
        var activity = await desk.Kept(activityId, actor, ct);
        if (activity.Kind != ActivityKind.Contest)
            throw new RuleViolation("contest.none");
        activity.DemandOpen();
        return activity;
    }
}
