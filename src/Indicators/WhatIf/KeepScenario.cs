using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Indicators.WhatIf;

/// <summary>Begins, changes, copies and puts away scenarios. 维护推演方案</summary>
public sealed class KeepScenario(GezhiDb db, CaseHistories histories, PastWork past, TimeProvider clock)
{
    /// <summary>Who plays: whoever drafts or approves rules.</summary>
    public static readonly Permission[] Players = [Permission.KeepRules, Permission.ApproveRules];

    /// <summary>Longest period: two years.</summary>
    public const int MostDays = 2 * 366;

    private static readonly DateOnly Earliest = new(2000, 1, 1);

    /// <param name="FromOn">First local day of reporting.</param>
    /// <param name="ToOn">Last local day of reporting; today at the latest.</param>
    /// <param name="Version">As the person saw it; not needed for a new one.</param>
    public sealed record Command(
        [property: Needed, Longest(Scenario.LongestName)] string Name,
        DateOnly FromOn,
        DateOnly ToOn,
        ScenarioContent? Content = null,
        int? Version = null
    );

    /// <param name="Version">Grows with each change.</param>
    public sealed record View(Guid Id, string Name, DateOnly FromOn, DateOnly ToOn, ScenarioContent Content, int Revision, int Version);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("", (Command command, KeepScenario feature, Actor actor, CancellationToken ct) => feature.Begin(command, actor, ct))
            .WithSummary("新建推演方案 · Begin a scenario");
        api.MapPut(
                "/{scenarioId:guid}",
                (Guid scenarioId, Command command, KeepScenario feature, Actor actor, CancellationToken ct) =>
                    feature.Change(scenarioId, command, actor, ct)
            )
            .WithSummary("修改推演方案 · Change a scenario");
    }

    /// <exception cref="InvalidInput">A number out of range.</exception>
    /// <exception cref="RuleViolation"><c>whatif.period</c>.</exception>
    public async Task<View> Begin(Command command, Actor actor, CancellationToken ct)
    {
        var content = await Check(command, actor, ct);
        var now = clock.UtcNow;
        var scenario = new Scenario
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            Name = command.Name.Trim(),
            FromOn = command.FromOn,
            ToOn = command.ToOn,
            Content = content.ToJson(),
            AuthorId = actor.AccountId,
            CreatedAt = now,
            ChangedBy = actor.AccountId,
            ChangedAt = now,
        };
        db.Add(scenario);
        db.Audit(actor, "whatif.begun", scenario.Id, Days(scenario), now);
        await db.Save(ct);
        return Of(scenario);
    }

    /// <exception cref="NotFound">No such scenario.</exception>
    /// <exception cref="StaleVersion">Somebody else changed it.</exception>
    /// <exception cref="RuleViolation"><c>whatif.period</c>, <c>whatif.put-away</c>.</exception>
    public async Task<View> Change(Guid scenarioId, Command command, Actor actor, CancellationToken ct)
    {
        var content = await Check(command, actor, ct);
        var scenario = await Find(scenarioId, command.Version, ct);
        if (scenario.PutAwayAt is not null)
            throw new RuleViolation("whatif.put-away");
        var now = clock.UtcNow;
        (scenario.Name, scenario.FromOn, scenario.ToOn, scenario.Content) = (
            command.Name.Trim(),
            command.FromOn,
            command.ToOn,
            content.ToJson()
        );
        (scenario.Revision, scenario.ChangedBy, scenario.ChangedAt) = (scenario.Revision + 1, actor.AccountId, now);
        db.Audit(actor, "whatif.changed", scenario.Id, Days(scenario), now);
        await db.Save(ct);
        return Of(scenario);
    }

    /// <summary>Another one with the same content, to be changed. 复制方案</summary>
    public async Task<View> Copy(Guid scenarioId, string name, Actor actor, CancellationToken ct)
    {
        var scenario = await Find(scenarioId, null, ct);
        return await Begin(
            new(name.Length > Scenario.LongestName ? name[..Scenario.LongestName] : name, scenario.FromOn, scenario.ToOn, scenario.Read()),
            actor,
            ct
        );
    }

    /// <summary>Puts it away, or takes it back; results stay. 收起方案</summary>
    public async Task PutAway(Guid scenarioId, bool isAway, Actor actor, CancellationToken ct)
    {
        Require(actor);
        var scenario = await Find(scenarioId, null, ct);
        if (isAway == scenario.PutAwayAt is not null)
            return;
        var now = clock.UtcNow;
        scenario.PutAwayAt = isAway ? now : null;
        db.Audit(actor, isAway ? "whatif.put-away" : "whatif.taken-back", scenario.Id, "", now);
        await db.Save(ct);
    }

    internal async Task<Scenario> Find(Guid scenarioId, int? version, CancellationToken ct)
    {
        var scenario = await db.Set<Scenario>().FirstOrDefaultAsync(s => s.Id == scenarioId, ct) ?? throw new NotFound("scenario");
        return version is null || version == scenario.Version ? scenario : throw new StaleVersion(scenario.Version);
    }

    internal static void Require(Actor actor)
    {
        if (!Players.Any(actor.Can))
            throw new Forbidden(Permission.KeepRules);
    }

    private async Task<ScenarioContent> Check(Command command, Actor actor, CancellationToken ct)
    {
        Require(actor);
        Input.Check(command);
        if (
            command.FromOn > command.ToOn
            || command.ToOn.DayNumber - command.FromOn.DayNumber >= MostDays
            || command.FromOn < Earliest
            || command.ToOn > histories.Calendar.LocalDay(clock.UtcNow)
        )
            throw new RuleViolation("whatif.period");
        var content = (command.Content ?? new ScenarioContent()).Checked();
        if (content.DraftId is { } draft && (await past.Drafts(ct)).All(d => d.Id != draft))
            throw new RuleViolation("whatif.draft-gone");
        return content;
    }

    private static string Days(Scenario scenario) =>
        FormattableString.Invariant($"{scenario.FromOn:O} {scenario.ToOn:O} r{scenario.Revision}");

    private static View Of(Scenario scenario) =>
        new(scenario.Id, scenario.Name, scenario.FromOn, scenario.ToOn, scenario.Read(), scenario.Revision, scenario.Version);
}
