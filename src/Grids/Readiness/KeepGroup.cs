using Gezhi.Grids.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Readiness;

/// <summary>Members of the response group of a grid, and where groups are not complete. 应急小组</summary>
public sealed class KeepGroup(ReadinessScope scope, FieldCipher cipher)
{
    /// <summary>The three tasks that a whole group has.</summary>
    public static IReadOnlyList<ResponseTask> Tasks { get; } = [ResponseTask.Evacuate, ResponseTask.Control, ResponseTask.Repair];

    /// <param name="AreaCode">The grid, 15 digits.</param>
    /// <param name="AccountId">A member of staff; null for a named seat.</param>
    /// <param name="Name">Name of a named seat; taken from the account otherwise.</param>
    /// <param name="Phone">Kept sealed.</param>
    public sealed record Command(
        [property: Needed, Longest(15)] string AreaCode,
        ResponseTask Task,
        Guid? AccountId = null,
        [property: Longest(ResponseSeat.LongestName)] string? Name = null,
        [property: Longest(ResponseSeat.LongestName)] string? Title = null,
        [property: Longest(20)] string? Phone = null,
        bool IsLead = false
    );

    /// <summary>How whole the group of a grid is. 小组齐备情况</summary>
    /// <param name="Missing">Tasks nobody has.</param>
    /// <param name="WithoutPhone">Seats without account and without phone: nobody can call them.</param>
    public sealed record Completeness(
        string AreaCode,
        string Name,
        int Seats,
        IReadOnlyList<ResponseTask> Missing,
        bool HasLead,
        int WithoutPhone
    )
    {
        public bool IsWhole => Missing.Count == 0 && HasLead && WithoutPhone == 0;
    }

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/seats", (Command command, KeepGroup feature, Actor actor, CancellationToken ct) => feature.Add(command, actor, ct))
            .WithSummary("添加应急小组成员 · Add a member of a response group");
        api.MapDelete(
                "/seats/{seatId:guid}",
                (Guid seatId, KeepGroup feature, Actor actor, CancellationToken ct) => feature.Remove(seatId, actor, ct)
            )
            .WithSummary("移除应急小组成员 · Take a member out");
    }

    /// <exception cref="InvalidInput">Neither account nor name, or a phone that is none.</exception>
    public async Task<Guid> Add(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (command.AreaCode.Length != 15 || !command.AreaCode.All(char.IsAsciiDigit) || !Tasks.Contains(command.Task))
            throw new InvalidInput(nameof(command.AreaCode), "input.invalid");
        scope.NeedsKeep(command.AreaCode, actor);
        var name = PlainText.CleanLine(command.Name ?? "");
        if (command.AccountId is { } accountId)
            name =
                (await scope.People(command.AreaCode[..12], ct)).FirstOrDefault(p => p.AccountId == accountId)?.Name
                ?? throw new InvalidInput(nameof(command.AccountId), "duty.not-here");
        if (name.Length == 0)
            throw new InvalidInput(nameof(command.Name), "input.required");
        var seat = new ResponseSeat
        {
            DistrictId = scope.Db.DistrictId,
            Id = Ids.New(scope.Now),
            AreaCode = command.AreaCode,
            Task = command.Task,
            AccountId = command.AccountId,
            Name = name,
            Title = PlainText.CleanLine(command.Title ?? ""),
            PhoneSealed = cipher.Seal(scope.Db.DistrictId, ReadinessPhones.Seat, RevealPhone.Checked(command.Phone)),
            IsLead = command.IsLead,
        };
        scope.Db.Add(seat);
        scope.Db.Audit(actor, "response-seat.added", seat.Id, $"{seat.AreaCode} {seat.Task}", scope.Now);
        await scope.Db.Save(ct);
        return seat.Id;
    }

    public async Task<Guid> Remove(Guid seatId, Actor actor, CancellationToken ct)
    {
        var seat = await scope.Db.Set<ResponseSeat>().FirstOrDefaultAsync(s => s.Id == seatId, ct) ?? throw new NotFound("seat");
        scope.NeedsKeepOf(seat.AreaCode, actor, "seat");
        scope.Db.Remove(seat);
        scope.Db.Audit(actor, "response-seat.removed", seatId, $"{seat.AreaCode} {seat.Task}", scope.Now);
        await scope.Db.Save(ct);
        return seatId;
    }

    /// <summary>All grids of an area with how whole their groups are, those with gaps first.</summary>
    public async Task<IReadOnlyList<Completeness>> Below(string areaCode, IReadOnlyList<string> grids, CancellationToken ct)
    {
        var end = areaCode + ":"; // ':' follows '9'
        var seats = (
            await scope
                .Db.Set<ResponseSeat>()
                .AsNoTracking()
                .Where(s => s.AreaCode.CompareTo(areaCode) >= 0 && s.AreaCode.CompareTo(end) < 0)
                .Select(s => new
                {
                    s.AreaCode,
                    s.Task,
                    s.IsLead,
                    Reachable = s.AccountId != null || s.PhoneSealed != null,
                })
                .ToListAsync(ct)
        ).ToLookup(s => s.AreaCode);
        return
        [
            .. grids
                .Select(g => new Completeness(
                    g,
                    scope.NameOf(g),
                    seats[g].Count(),
                    [.. Tasks.Except(seats[g].Select(s => s.Task))],
                    seats[g].Any(s => s.IsLead),
                    seats[g].Count(s => !s.Reachable)
                ))
                .OrderBy(c => c.IsWhole)
                .ThenBy(c => c.AreaCode, StringComparer.Ordinal),
        ];
    }
}
