using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Readiness;

/// <summary>Puts people on the roster, day by day. 排班</summary>
public sealed class KeepDuty(ReadinessScope scope)
{
    /// <param name="AreaCode">District, street or community.</param>
    /// <param name="FirstOn">First local day.</param>
    /// <param name="Days">How many days in a row.</param>
    /// <param name="BeginsAtHour">Local hour at which each turn of 24 hours begins.</param>
    /// <param name="LeaderId">带班领导.</param>
    /// <param name="SecondId">值班员.</param>
    public sealed record Command(
        [property: Needed, Longest(12)] string AreaCode,
        DateOnly FirstOn,
        [property: Between(1, 31)] int Days,
        Guid LeaderId,
        Guid? SecondId = null,
        [property: Between(0, 23)] int BeginsAtHour = 8
    );

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/turns", (Command command, KeepDuty feature, Actor actor, CancellationToken ct) => feature.Run(command, actor, ct))
            .WithSummary("排班 · Put on the roster");

    /// <exception cref="RuleViolation"><c>duty.overlap</c>: somebody is on duty then.</exception>
    /// <exception cref="Forbidden">No post of the actor keeps readiness there.</exception>
    public async Task<int> Run(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (command.AreaCode.Length is not (6 or 9 or 12) || !command.AreaCode.All(char.IsAsciiDigit))
            throw new InvalidInput(nameof(command.AreaCode), "input.invalid");
        if (command.LeaderId == Guid.Empty || command.FirstOn.Year is < 2000 or > 2200)
            throw new InvalidInput(nameof(command.LeaderId), "input.required");
        scope.NeedsKeep(command.AreaCode, actor);
        var people = (await scope.People(command.AreaCode, ct)).Select(p => p.AccountId).ToHashSet();
        if (!people.Contains(command.LeaderId))
            throw new InvalidInput(nameof(command.LeaderId), "duty.not-here");
        if (command.SecondId is { } second && !people.Contains(second))
            throw new InvalidInput(nameof(command.SecondId), "duty.not-here");
        var begins = scope.Calendar.LocalMidnightUtc(command.FirstOn).AddHours(command.BeginsAtHour);
        var ends = begins.AddDays(command.Days);
        if (await scope.Db.Set<DutyTurn>().AnyAsync(t => t.AreaCode == command.AreaCode && t.BeginsAt < ends && t.EndsAt > begins, ct))
            throw new RuleViolation("duty.overlap");
        for (var day = 0; day < command.Days; day++)
            scope.Db.Add(
                new DutyTurn(command.LeaderId)
                {
                    DistrictId = scope.Db.DistrictId,
                    Id = Ids.New(scope.Now),
                    AreaCode = command.AreaCode,
                    BeginsAt = begins.AddDays(day),
                    EndsAt = begins.AddDays(day + 1),
                    SecondId = command.SecondId,
                }
            );
        scope.Db.Audit(
            actor,
            "duty.rostered",
            command.LeaderId,
            $"{command.AreaCode} {command.FirstOn:yyyy-MM-dd} +{command.Days}",
            scope.Now
        );
        try
        {
            await scope.Db.Save(ct);
        }
        catch (DuplicateKey)
        {
            throw new RuleViolation("duty.overlap"); // somebody else filled the same day at the same moment
        }
        return command.Days;
    }
}
