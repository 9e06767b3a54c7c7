using Gezhi.Field.Visits;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Fieldwork;
using Gezhi.Platform.Problems;
using Gezhi.Registry.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Verification;

/// <summary>Notes on a visit whether the registry is right about a household; a difference is proposed, never applied by the one who saw it. 人户核实</summary>
public sealed class CheckHousehold(DoorScope scope, HouseholdDesk households)
{
    /// <param name="Residents">How many live there now, for a change; null when they did not say.</param>
    /// <param name="Type">What kind of household it is now, for a change; null when that stays.</param>
    /// <param name="RegistryVersion">Of the household, as the worker saw it.</param>
    /// <param name="WasTold">They were told what for, and that they may say no without disadvantage. A no is not written down at all.</param>
    public sealed record Command(
        [property: Needed] Guid? HouseholdId,
        [property: Needed] CheckOutcome? Outcome,
        [property: Between(0, 200)] int? Residents = null,
        HouseholdType? Type = null,
        int RegistryVersion = 0,
        bool WasTold = false
    );

    /// <summary>What was noted. 核实回执</summary>
    public sealed record Noted(Guid Id, CheckState State, int Version);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "",
                async (Command command, CheckHousehold feature, HttpRequest request, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(await feature.Run(command, request.Headers["Idempotency-Key"].FirstOrDefault(), actor, ct))
            )
            .WithSummary("人户核实 · Note a verification of a household");

    /// <param name="key">Idempotency key; null when a repetition is another verification.</param>
    /// <exception cref="NotFound">Not there, or not the actor's to know.</exception>
    /// <exception cref="RuleViolation">
    /// <c>check.tell</c>, <c>check.stale</c>: the registry changed since, <c>check.pending</c>: a difference waits already, <c>check.no-difference</c>,
    /// <c>check.ended</c>.
    /// </exception>
    public async Task<Noted> Run(Command command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (command.Outcome != CheckOutcome.NotMet && !command.WasTold)
            throw new RuleViolation("check.tell");
        return await Once.Run(scope.Db, "household.check", key, command, scope.Now, () => Note(command, actor, ct), ct);
    }

    private async Task<Noted> Note(Command command, Actor actor, CancellationToken ct)
    {
        var id = command.HouseholdId!.Value;
        var home = (await households.Read([id], ct)).GetValueOrDefault(id) ?? throw new NotFound("household");
        DoorScope.NeedsWork(home.AreaCode, actor);
        if (home.IsEnded)
            throw new RuleViolation("check.ended");
        if (command.Outcome != CheckOutcome.NotMet && home.Version != command.RegistryVersion)
            throw new RuleViolation("check.stale");
        var outcome = command.Outcome!.Value;
        var (residents, type) =
            outcome == CheckOutcome.Changed
                ? (command.Residents ?? home.Residents, command.Type ?? home.Type)
                : (home.Residents, home.Type);
        if (outcome == CheckOutcome.Changed && residents == home.Residents && type == home.Type)
            throw new RuleViolation("check.no-difference");
        if (
            HouseholdCheck.First(outcome) == CheckState.Proposed
            && await scope.Db.Set<HouseholdCheck>().AnyAsync(c => c.HouseholdId == id && c.State == CheckState.Proposed, ct)
        )
            throw new RuleViolation("check.pending");
        var check = new HouseholdCheck
        {
            DistrictId = scope.Db.DistrictId,
            Id = Ids.New(scope.Now),
            HouseholdId = id,
            AreaCode = home.AreaCode,
            Building = home.Building,
            Door = home.Short,
            Outcome = outcome,
            RegistryVersion = home.Version,
            WasResidents = home.Residents,
            WasType = home.Type,
            Residents = residents,
            Type = type,
            At = scope.Now,
            AccountId = actor.AccountId!.Value,
        };
        check.Begin();
        scope.Db.Add(check);
        scope.Db.Audit(actor, "household.checked", id, $"{outcome}", scope.Now);
        if (outcome == CheckOutcome.Same)
            await households.Confirm(id, home.Version, actor, ct);
        return new Noted(check.Id, check.State, check.Version);
    }
}

/// <summary>Verifications that were noted without network. 离线核实记录</summary>
internal sealed class CheckEntries(CheckHousehold checking, HouseholdDesk households, DoorScope scope, DoorWords words) : IEntryHandler
{
    public IReadOnlyCollection<string> Kinds { get; } = ["verify"];

    public async Task<EntryDone> Run(FieldEntry entry, Actor actor, CancellationToken ct)
    {
        var command = DoorFields.Read<CheckHousehold.Command>(entry);
        command = command with { HouseholdId = entry.CaseId, RegistryVersion = entry.BaseVersion ?? command.RegistryVersion };
        var noted = await checking.Run(command, entry.Id.ToString("N"), actor, ct);
        return new EntryDone(command.HouseholdId, noted.Version);
    }

    /// <summary>The registry was changed since: what it says now stands beside what was noted.</summary>
    public async Task<Meanwhile?> Since(Guid? caseId, int? baseVersion, Actor actor, CancellationToken ct)
    {
        if (caseId is not { } id || (await households.Read([id], ct)).GetValueOrDefault(id) is not { IsEnded: false } home)
            return null;
        if (baseVersion >= home.Version || !DoorScope.Doors(actor).Any(a => home.AreaCode.StartsWith(a, StringComparison.Ordinal)))
            return null;
        var now = words.Home(home.Residents, home.Type);
        return new Meanwhile("Changed", now, home.Version, words.Worker, scope.Now, [now]);
    }

    public async Task<string?> AreaOf(Guid caseId, CancellationToken ct) =>
        (await households.Read([caseId], ct)).GetValueOrDefault(caseId)?.AreaCode;
}
