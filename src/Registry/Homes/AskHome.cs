using System.Security.Cryptography;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Gezhi.Platform.Timers;
using Gezhi.Registry.Addresses;
using Gezhi.Registry.Contract;
using Gezhi.Registry.Keeping;
using Gezhi.Registry.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Registry.Homes;

/// <summary>A resident says behind which door they live, types the code of the door, says that they moved away. 申请住户认证</summary>
public sealed class AskHome(Ledger ledger, FieldCipher cipher, HomeClock times)
{
    /// <summary>Asks of one resident in thirty days: more is no mistake in writing.</summary>
    public const int MostAsks = 5;

    /// <param name="Compound">小区 or 院 as people write it.</param>
    /// <param name="BuildingNo">楼号, with or without 号楼; empty for a house that stands alone.</param>
    /// <param name="Unit">单元, with or without the word; empty where there is none.</param>
    /// <param name="Room">室, with or without the word.</param>
    /// <param name="Road">Only where two compounds have the same name.</param>
    public sealed record Command(
        [property: Needed, Longest(60)] string Compound,
        [property: Longest(10)] string? BuildingNo,
        [property: Longest(10)] string? Unit,
        [property: Needed, Longest(10)] string Room,
        [property: Longest(60)] string? Road = null
    );

    /// <param name="Code">As it stands on the slip.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Typing([property: Needed, Longest(20)] string Code, int? Version = null);

    public sealed record Asked(Guid Id, string No);

    /// <summary>What a resident sees of an own home.</summary>
    /// <param name="Door">百年里3号楼2单元501室.</param>
    /// <param name="Reason">Why it was refused or ended; null without.</param>
    /// <param name="TriesLeft">Codes that can still be typed.</param>
    public sealed record Mine(Home Of, string Door, string? Reason, int TriesLeft);

    /// <exception cref="NotFound">Not a resident who signed in.</exception>
    /// <exception cref="InvalidInput"><c>home.unknown</c>, <c>home.several</c>: no door of the registry, or more than one.</exception>
    /// <exception cref="RuleViolation"><c>home.one</c>, <c>home.too-many</c>.</exception>
    public async Task<Asked> Run(Command command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var me = Me(actor);
        return await Once.Run(ledger.Db, "home", Once.Bound(key, me, null), command, ledger.Now, () => Ask(command, me, actor, ct), ct);
    }

    private async Task<Asked> Ask(Command command, Guid me, Actor actor, CancellationToken ct)
    {
        var db = ledger.Db;
        if (await db.Set<Home>().AnyAsync(h => h.LivingOf == me, ct))
            throw new RuleViolation("home.one");
        var since = ledger.Now.AddDays(-30);
        if (await db.Set<Home>().CountAsync(h => h.ResidentId == me && h.AskedAt > since, ct) >= MostAsks)
            throw new RuleViolation("home.too-many", MostAsks);
        var door = await Door(command, ct);
        var home = new Home
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(ledger.Now),
            No = ReceiptNo.New().Value[..6],
            DwellingId = door.Id,
            BuildingId = door.BuildingId,
            AreaCode = door.AreaCode,
            AskedAt = ledger.Now,
        };
        home.Ask(me);
        db.Add(home);
        db.Audit(actor, "home.asked", home.Id, "", ledger.Now);
        return new Asked(home.Id, home.No);
    }

    private async Task<Dwelling> Door(Command command, CancellationToken ct)
    {
        var compound = AddressText.Fold(PlainText.CleanLine(PlainText.Normalise(command.Compound)));
        var no = Bare(command.BuildingNo, "号楼", "栋", "幢", "楼", "号");
        var unit = Bare(command.Unit, "单元");
        var room = Bare(command.Room, "室", "号");
        var road = PlainText.CleanLine(command.Road);
        var found = await ledger
            .Db.Set<Dwelling>()
            .AsNoTracking()
            .Where(d => d.ValidTo == null && d.Unit == unit && d.Room == room)
            .Join(
                ledger
                    .Db.Set<Building>()
                    .Where(b =>
                        b.ValidTo == null
                        && b.BuildingNo == no
                        && (b.Compound.StartsWith(compound) || (compound != "" && b.Aliases.Contains(compound)))
                        && (road == "" || b.Road == road)
                    ),
                d => d.BuildingId,
                b => b.Id,
                (d, b) => new { d, b.Compound }
            )
            .OrderBy(r => r.d.Id)
            .Take(20)
            .ToListAsync(ct);
        var exact = found.FindAll(r => AddressText.Fold(r.Compound) == compound);
        if (exact.Count > 0)
            found = exact;
        return found switch
        {
            [] => throw new InvalidInput(nameof(command.Room), "home.unknown"),
            [var one] => one.d,
            _ => throw new InvalidInput(nameof(command.Road), "home.several"),
        };
    }

    private static string Bare(string? typed, params string[] words)
    {
        var text = PlainText.CleanLine(PlainText.Normalise(typed)).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        foreach (var word in words)
            if (text.EndsWith(word, StringComparison.Ordinal))
                return text[..^word.Length];
        return text;
    }

    /// <summary>The code of the slip proves the door at once.</summary>
    /// <remarks>A wrong one counts on the ask and on the code, and is saved before the refusal.</remarks>
    /// <exception cref="RuleViolation"><c>home.tries</c>, <c>home.code-wrong</c>, <c>home.state</c>.</exception>
    public async Task Enter(Guid homeId, Typing command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var home = await Own(homeId, command.Version, actor, ct);
        if (home.State != HomeState.Asked)
            throw new RuleViolation("home.state");
        home.TryCode();
        var code = await ledger.Db.Set<HomeCode>().FirstOrDefaultAsync(c => c.DwellingId == home.DwellingId, ct);
        var typed = new string([.. PlainText.Normalise(command.Code).Where(char.IsAsciiDigit)]);
        var isUsable = code is { UsedAt: null } && code.ExpiresAt > ledger.Now && code.Tries < Home.MostTries;
        if (!isUsable || !CryptographicOperations.FixedTimeEquals(code!.CodeHash, HashOf(cipher, home, typed)))
        {
            if (isUsable)
                code!.Tries++;
            await ledger.Save(ct);
            throw new RuleViolation("home.code-wrong", Home.MostTries - home.Tries);
        }
        code.UsedAt = ledger.Now;
        home.Confirm(HomeProof.Code, ledger.Now);
        ledger.Db.Audit(actor, "home.confirmed", home.Id, nameof(HomeProof.Code), ledger.Now);
        await ledger.Save(ct);
    }

    /// <summary>Moved away, or taken back before it was confirmed.</summary>
    /// <exception cref="RuleViolation"><c>home.state</c>.</exception>
    public async Task End(Guid homeId, int? version, Actor actor, CancellationToken ct)
    {
        var home = await Own(homeId, version, actor, ct);
        home.End(home.State == HomeState.Asked ? HomeEnd.TakenBack : HomeEnd.MovedAway, null, ledger.Now);
        times.ForgetLater(home, ledger.Now);
        ledger.Db.Audit(actor, "home.ended", home.Id, home.Ending.ToString()!, ledger.Now);
        await ledger.Save(ct);
    }

    /// <summary>Own ones, the newest first; at most 20.</summary>
    public async Task<IReadOnlyList<Mine>> Own(Actor actor, CancellationToken ct)
    {
        var me = Me(actor);
        var rows = await ledger
            .Db.Set<Home>()
            .AsNoTracking()
            .Where(h => h.ResidentId == me)
            .OrderByDescending(h => h.AskedAt)
            .ThenByDescending(h => h.Id)
            .Take(20)
            .ToListAsync(ct);
        var doors = await HomeDoors.Of(ledger.Db, [.. rows.Select(h => h.DwellingId)], ct);
        return
        [
            .. rows.Select(h => new Mine(
                h,
                doors.GetValueOrDefault(h.DwellingId)?.Text ?? "",
                cipher.Open(h.DistrictId, Home.ReasonField, h.ReasonSealed),
                Math.Max(0, Home.MostTries - h.Tries)
            )),
        ];
    }

    private async Task<Home> Own(Guid homeId, int? version, Actor actor, CancellationToken ct)
    {
        var me = Me(actor);
        var home =
            await ledger.Db.Set<Home>().FirstOrDefaultAsync(h => h.Id == homeId && h.ResidentId == me, ct) ?? throw new NotFound("home");
        return version is null || version == home.Version ? home : throw new StaleVersion(home.Version);
    }

    private static Guid Me(Actor actor) => actor is { Kind: ActorKind.Resident, AccountId: { } me } ? me : throw new NotFound("home");

    internal static byte[] HashOf(FieldCipher cipher, Home home, string code) => HashOf(cipher, home.DistrictId, home.DwellingId, code);

    internal static byte[] HashOf(FieldCipher cipher, int district, Guid dwellingId, string code) =>
        cipher.Mark(district, "registry.home-code", $"{dwellingId:N}{code}");
}

/// <summary>How long slips are good and ended homes are remembered. 认证时限</summary>
public sealed class HomeClock(Ledger ledger, IConfiguration settings)
{
    /// <summary>Days; <c>Homes:CodeDays</c>, 14.</summary>
    public int CodeDays { get; } = Math.Clamp(settings.GetValue("Homes:CodeDays", 14), 1, 90);

    /// <summary>Days after the end for which it is known who it was; <c>Homes:KeepDays</c>, 30.</summary>
    public int KeepDays { get; } = Math.Clamp(settings.GetValue("Homes:KeepDays", 30), 1, 1_095);

    internal void ForgetLater(Home home, DateTime now) => ledger.Db.SetTimer(HomeForget.Name, home.Id, now.AddDays(KeepDays), now);
}

/// <summary>Who lived where is not kept longer than needed. 认证到期删除</summary>
internal sealed class HomeForget : ITimerHandler
{
    public const string Name = "registry.home-forget";

    public string Kind => Name;

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        if (await db.Set<Home>().FirstOrDefaultAsync(h => h.Id == timer.SubjectId, ct) is { IsLiving: false } home)
            home.Forget();
    }
}

/// <summary>A door and its building in words. 户门</summary>
/// <param name="Building">百年里3号楼.</param>
/// <param name="Text">百年里3号楼2单元501室.</param>
internal sealed record HomeDoor(Guid DwellingId, string Building, string Text, string Short);

internal static class HomeDoors
{
    public static async Task<IReadOnlyDictionary<Guid, HomeDoor>> Of(
        GezhiDb db,
        IReadOnlyCollection<Guid> dwellingIds,
        CancellationToken ct
    )
    {
        var rows = await db.Set<Dwelling>()
            .AsNoTracking()
            .Where(d => dwellingIds.Contains(d.Id))
            .Join(
                db.Set<Building>(),
                d => d.BuildingId,
                b => b.Id,
                (d, b) =>
                    new
                    {
                        d.Id,
                        d.Unit,
                        d.Room,
                        b.Compound,
                        b.BuildingNo,
                        b.Road,
                        b.DoorNo,
                    }
            )
            .ToListAsync(ct);
        return rows.ToDictionary(
            r => r.Id,
            r =>
            {
                var building = HomeBook.LabelOf(r.Compound, r.BuildingNo, r.Road, r.DoorNo);
                return new HomeDoor(
                    r.Id,
                    building,
                    $"{building}{(r.Unit.Length > 0 ? r.Unit + "单元" : "")}{r.Room}室",
                    Doors.Short(r.BuildingNo, r.Unit, r.Room)
                );
            }
        );
    }
}
