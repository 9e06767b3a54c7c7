using Gezhi.Cases.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Gezhi.Platform.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Council.Receptions;

/// <summary>Plans days on which somebody receives, changes them, calls them off. 安排接待</summary>
public sealed class PlanReception(CouncilDesk desk, MatterScope scope, FieldCipher cipher)
{
    /// <param name="DayId">Null plans one.</param>
    /// <param name="Kind">Stays as it was planned.</param>
    /// <param name="Receiver">As the public reads it.</param>
    /// <param name="UnitCode">Unit that keeps its matters; of a discipline inspection the actor's own.</param>
    /// <param name="Places">How many can book.</param>
    /// <param name="CalledOffWhy">Calls it off.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command(
        [property: Needed] ReceptionKind? Kind,
        [property: Needed] ReceptionMode? Mode,
        [property: Needed, Longest(ReceptionDay.LongestReceiver)] string Receiver,
        [property: Needed, Longest(ReceptionDay.LongestPlace)] string Place,
        [property: Needed] DateTime? BeginsAt,
        [property: Needed] DateTime? EndsAt,
        [property: Needed, Longest(40)] string UnitCode,
        [property: Needed, Between(0, 500)] int? Places,
        [property: Longest(17)] string? AreaCode = null,
        [property: Longest(200)] string? CalledOffWhy = null,
        Guid? DayId = null,
        int? Version = null
    );

    public sealed record Kept(Guid Id, int Version);

    public static void Map(IEndpointRouteBuilder days) =>
        days.MapPost("", (Command command, PlanReception feature, Actor actor, CancellationToken ct) => feature.Run(command, actor, ct))
            .WithSummary("安排接待 · Plan a reception");

    /// <exception cref="NotFound">Not there, or not the actor's to keep.</exception>
    /// <exception cref="Forbidden">The actor neither holds meetings there nor works for the desk.</exception>
    public async Task<Kept> Run(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var (begins, ends) = (
            command.BeginsAt!.Value.ToUniversalTime().CutToMilliseconds(),
            command.EndsAt!.Value.ToUniversalTime().CutToMilliseconds()
        );
        var longest = command.Mode == ReceptionMode.Online ? TimeSpan.FromDays(366) : TimeSpan.FromHours(16);
        if (ends <= begins || ends <= desk.Now || ends - begins > longest)
            throw new InvalidInput(nameof(command.EndsAt), "meeting.time");
        var day = command.DayId is { } id ? await scope.Day(id, command.Version, actor, ct) : await New(command, actor, ct);
        if (day.CalledOffWhy is not null)
            throw new RuleViolation("reception.called-off");
        if (command.Places < day.Booked)
            throw new InvalidInput(nameof(command.Places), "reception.booked");
        var planned = (day.Place, day.BeginsAt);
        (day.Receiver, day.Place, day.BeginsAt, day.EndsAt, day.Places, day.CalledOffWhy) = (
            PlainText.CleanLine(command.Receiver),
            PlainText.CleanLine(command.Place),
            begins,
            ends,
            command.Places!.Value,
            CouncilDesk.Text(command.CalledOffWhy)
        );
        desk.Db.Audit(actor, day.CalledOffWhy is null ? "reception.planned" : "reception.called-off", day.Id, day.Receiver, desk.Now);
        if (command.DayId is not null && (day.CalledOffWhy is not null || planned != (day.Place, day.BeginsAt)))
            await TellBooked(day, planned.BeginsAt, ct);
        await desk.Save(ct);
        return new Kept(day.Id, day.Version);
    }

    /// <summary>Whoever booked learns that the day is called off, or that it is at another time or place. No word about what they wanted to say, or to whom.</summary>
    private async Task TellBooked(ReceptionDay day, DateTime wasAt, CancellationToken ct)
    {
        var text = day.CalledOffWhy is { } why
            ? $"您预约的 {Clock(wasAt)} 的接待取消了：{why}。可以另约一天，"
            : $"您预约的 {Clock(wasAt)} 的接待改在 {Clock(day.BeginsAt)}，{day.Place}。";
        foreach (
            var matter in await desk
                .Db.Set<Matter>()
                .AsNoTracking()
                .Where(m => m.DayId == day.Id && m.State == MatterState.Booked)
                .ToListAsync(ct)
        )
            await desk.TellResident(
                cipher.Open(day.DistrictId, Matter.PhoneFieldName, matter.PhoneSealed),
                day.CalledOffWhy is null ? "reception.moved" : "reception.called-off",
                matter.Id,
                text + "请用这个手机号登录，在「我的接待事项」里查看。",
                cipher,
                ct
            );
    }

    private string Clock(DateTime at) =>
        desk.Calendar.Local(at).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private async Task<ReceptionDay> New(Command command, Actor actor, CancellationToken ct)
    {
        var area = command.AreaCode is { Length: > 0 } ? desk.Area(nameof(command.AreaCode), command.AreaCode) : desk.District;
        var unit = (await desk.Known(nameof(command.UnitCode), [command.UnitCode], ct)).Single();
        var day = new ReceptionDay
        {
            DistrictId = desk.Db.DistrictId,
            Id = Ids.New(desk.Now),
            Kind = command.Kind!.Value,
            Mode = command.Mode!.Value,
            AreaCode = area,
            UnitCode = unit,
        };
        if (!MatterScope.Keeps(day, actor))
            throw new Forbidden(Permission.HoldMeetings);
        desk.Db.Add(day);
        return day;
    }
}

/// <summary>A resident books a reception, or writes to one online; takes it back. 预约接待</summary>
public sealed class BookReception(CouncilDesk desk, FieldCipher cipher, ResidentPhones phones, IConfiguration settings)
{
    /// <param name="Words">What it is about, or what is to be said online; sealed.</param>
    public sealed record Command([property: Needed, Longest(Matter.LongestWords)] string Words);

    public sealed record Booked(Guid Id, string No);

    /// <exception cref="NotFound">Not there.</exception>
    /// <exception cref="RuleViolation"><c>reception.over</c>, <c>reception.full</c>, <c>reception.called-off</c>, <c>reception.twice</c>.</exception>
    public async Task<Booked> Run(Guid dayId, Command command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (await phones.Of(actor, ct) is not { } phone)
            throw new NotFound("resident");
        var booked = await desk.Db.Again(
            () =>
                Once.Run(
                    desk.Db,
                    "reception",
                    Once.Bound(key, actor.AccountId, null),
                    new { dayId, command },
                    desk.Now,
                    () => Book(dayId, command, phone, actor, ct),
                    ct
                ),
            ct
        );
        return booked;
    }

    private async Task<Booked> Book(Guid dayId, Command command, string phone, Actor actor, CancellationToken ct)
    {
        var day = await desk.Db.Set<ReceptionDay>().FirstOrDefaultAsync(d => d.Id == dayId, ct) ?? throw new NotFound("reception");
        if (day.CalledOffWhy is not null)
            throw new RuleViolation("reception.called-off");
        if (day.EndsAt <= desk.Now)
            throw new RuleViolation("reception.over");
        if (day.Mode != ReceptionMode.Online && day.Booked >= day.Places)
            throw new RuleViolation("reception.full");
        var me = actor.AccountId;
        if (await desk.Db.Set<Matter>().AnyAsync(m => m.DayId == dayId && m.ResidentId == me && m.State == MatterState.Booked, ct))
            throw new RuleViolation("reception.twice");
        day.Booked++;
        var matter = New(day, wasBooked: true);
        var district = desk.Db.DistrictId;
        matter.Say(
            cipher.Seal(district, Matter.WordsField, CouncilDesk.Needed(nameof(command.Words), command.Words)),
            cipher.Seal(district, Matter.PhoneFieldName, phone),
            cipher.Index(district, Matter.PhoneFieldName, phone),
            me
        );
        if (day.Mode == ReceptionMode.Online)
            matter.Receive(true, null, desk.Now); // written is received
        desk.Db.Add(matter);
        // also a booking to which nobody comes back, of a day that was called off
        desk.Db.SetTimer(MatterForget.Name, matter.Id, day.EndsAt.AddDays(HandleMatter.KeptDays(settings)), desk.Now, MatterState.Booked);
        desk.Db.Audit(actor, "matter.booked", matter.Id, "", desk.Now);
        return new Booked(matter.Id, ReceiptNo.Parse(matter.No).Display);
    }

    internal Matter New(ReceptionDay day, bool wasBooked) =>
        new()
        {
            DistrictId = day.DistrictId,
            Id = Ids.New(desk.Now),
            No = ReceiptNo.New().Value,
            DayId = day.Id,
            Kind = day.Kind,
            AreaCode = day.AreaCode,
            UnitCode = day.UnitCode,
            WasBooked = wasBooked,
            CreatedAt = desk.Now,
        };

    /// <summary>The resident takes a booking back; what was said goes with it.</summary>
    /// <exception cref="NotFound">Not there, or another's.</exception>
    /// <exception cref="RuleViolation"><c>matter.state</c>.</exception>
    public Task<bool> Withdraw(Guid matterId, Actor actor, CancellationToken ct) =>
        desk.Db.Again(
            async () =>
            {
                var matter =
                    actor is { Kind: ActorKind.Resident, AccountId: { } me }
                    && await desk.Db.Set<Matter>().FirstOrDefaultAsync(m => m.Id == matterId && m.ResidentId == me, ct) is { } own
                        ? own
                        : throw new NotFound("matter");
                matter.Withdraw();
                (await desk.Db.Set<ReceptionDay>().FirstAsync(d => d.Id == matter.DayId, ct)).Booked--;
                desk.Db.Audit(actor, "matter.withdrawn", matter.Id, "", desk.Now);
                await desk.Db.Save(ct);
                return true;
            },
            ct
        );
}

/// <summary>Takes down what is said, names who answers by when, answers, and lets it go on as a case. 办理接待事项</summary>
public sealed class HandleMatter(CouncilDesk desk, MatterScope scope, BookReception booking, FieldCipher cipher, IConfiguration settings)
{
    /// <summary>Days after the answer for which words, phone and answer are kept.</summary>
    public const int KeepDays = 1095;

    /// <param name="Words">As said; sealed.</param>
    /// <param name="Phone">For the answer; null: they left none.</param>
    public sealed record WalkIn(
        [property: Needed, Longest(Matter.LongestWords)] string Words,
        [property: Longest(20)] string? Phone = null
    );

    /// <param name="HasCome">False: 未到访.</param>
    /// <param name="Words">What was said beyond the booking; null keeps what was written.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Receiving(
        [property: Needed] bool? HasCome,
        [property: Longest(Matter.LongestWords)] string? Words = null,
        int? Version = null
    );

    /// <param name="UnitCode">Who answers; for discipline inspection the desk itself.</param>
    /// <param name="Days">Working days; the day of today does not count.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Assigning(
        [property: Needed, Longest(40)] string UnitCode,
        [property: Needed, Between(1, 60)] int? Days,
        int? Version = null
    );

    /// <param name="Text">What the resident reads; sealed.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Replying([property: Needed, Longest(Matter.LongestAnswer)] string Text, int? Version = null);

    /// <param name="PlaceText">Where it is; null when it is not said.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record ToCase([property: Longest(100)] string? PlaceText = null, int? Version = null);

    /// <param name="Purpose">For what somebody opens the words; kept on the trail, no personal data.</param>
    public sealed record Opening([property: Needed, Longest(60)] string Purpose);

    public sealed record Moved(Guid Id, string No, MatterState State, DateTime? DueAt, Guid? FollowId, int Version);

    /// <param name="Phone">Masked; null when none was left.</param>
    public sealed record Opened(Guid Id, string? Words, string? Phone, string? Answer, DateTime HiddenAt);

    public static void Map(IEndpointRouteBuilder days, IEndpointRouteBuilder matters)
    {
        days.MapPost(
                "/{dayId:guid}/matters",
                (Guid dayId, WalkIn command, HttpRequest request, HandleMatter feature, Actor actor, CancellationToken ct) =>
                    feature.Take(dayId, command, request.Headers["Idempotency-Key"].FirstOrDefault(), actor, ct)
            )
            .WithSummary("登记接待事项 · Somebody walked in");
        matters
            .MapPost(
                "/{matterId:guid}/reception",
                (Guid matterId, Receiving command, HandleMatter feature, Actor actor, CancellationToken ct) =>
                    feature.Receive(matterId, command, actor, ct)
            )
            .WithSummary("接待 · Somebody who booked has come, or not");
        matters
            .MapPost(
                "/{matterId:guid}/assignment",
                (Guid matterId, Assigning command, HandleMatter feature, Actor actor, CancellationToken ct) =>
                    feature.Assign(matterId, command, actor, ct)
            )
            .WithSummary("交办接待事项 · Say who answers by when");
        matters
            .MapPost(
                "/{matterId:guid}/answer",
                (Guid matterId, Replying command, HandleMatter feature, Actor actor, CancellationToken ct) =>
                    feature.Reply(matterId, command, actor, ct)
            )
            .WithSummary("答复接待事项 · Answer a matter");
        matters
            .MapPost(
                "/{matterId:guid}/case",
                (Guid matterId, ToCase command, HandleMatter feature, Actor actor, CancellationToken ct) =>
                    feature.GoOnAsCase(matterId, command, actor, ct)
            )
            .WithSummary("转为案件 · A matter goes on as a case");
        matters
            .MapPost(
                "/{matterId:guid}/opening",
                (Guid matterId, Opening command, HandleMatter feature, Actor actor, CancellationToken ct) =>
                    feature.Open(matterId, command, actor, ct)
            )
            .WithSummary("查看接待记录 · Open what was said");
    }

    /// <exception cref="NotFound">Not there, or not the actor's to keep.</exception>
    public async Task<Moved> Take(Guid dayId, WalkIn command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var phone = command.Phone is { Length: > 0 } said
            ? Phone.TryParse(said, out var read)
                ? read.Value
                : throw new InvalidInput(nameof(command.Phone), "phone.form")
            : null;
        var day = await scope.Day(dayId, null, actor, ct);
        if (day.CalledOffWhy is not null)
            throw new RuleViolation("reception.called-off");
        return await Once.Run(
            desk.Db,
            "matter",
            Once.Bound(key, actor.AccountId, null),
            new { dayId, Print = Convert.ToHexString(cipher.Mark(desk.Db.DistrictId, Matter.WordsField, command.Words)) },
            desk.Now,
            () =>
            {
                var matter = booking.New(day, wasBooked: false);
                var district = desk.Db.DistrictId;
                matter.Say(
                    null,
                    cipher.Seal(district, Matter.PhoneFieldName, phone),
                    cipher.Index(district, Matter.PhoneFieldName, phone),
                    null
                );
                matter.Receive(
                    true,
                    cipher.Seal(district, Matter.WordsField, CouncilDesk.Needed(nameof(command.Words), command.Words)),
                    desk.Now
                );
                desk.Db.Add(matter);
                desk.Db.Audit(actor, "matter.taken", matter.Id, "", desk.Now);
                return Task.FromResult(Told(matter));
            },
            ct
        );
    }

    /// <exception cref="RuleViolation"><c>matter.state</c>.</exception>
    public async Task<Moved> Receive(Guid matterId, Receiving command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var matter = await scope.ToKeep(matterId, command.Version, actor, ct);
        matter.Receive(
            command.HasCome == true,
            cipher.Seal(desk.Db.DistrictId, Matter.WordsField, CouncilDesk.Text(command.Words)),
            desk.Now
        );
        if (command.HasCome == false)
            ForgetLater(matter);
        return await Keep(matter, actor, command.HasCome == true ? "matter.received" : "matter.not-come", ct);
    }

    /// <exception cref="RuleViolation"><c>matter.state</c>, <c>matter.only-desk</c>.</exception>
    public async Task<Moved> Assign(Guid matterId, Assigning command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var matter = await scope.ToKeep(matterId, command.Version, actor, ct);
        var unit = (await desk.Known(nameof(command.UnitCode), [command.UnitCode], ct)).Single();
        if (matter.Kind == ReceptionKind.Discipline && unit != matter.UnitCode)
            throw new RuleViolation("matter.only-desk");
        matter.Assign(unit, desk.Calendar.CivilDueAt(desk.Now, command.Days!.Value).CutToMilliseconds());
        desk.Db.SetTimer(MatterTimer.Name, matter.Id, matter.DueAt!.Value, desk.Now);
        await Tell(matter, CouncilNewsKind.MatterGiven, ct);
        return await Keep(matter, actor, "matter.assigned", ct);
    }

    /// <exception cref="RuleViolation"><c>matter.state</c>.</exception>
    public async Task<Moved> Reply(Guid matterId, Replying command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var matter = await scope.Find(matterId, command.Version, actor, ct);
        var title =
            CouncilDesk.UnitPost(actor, matter.OwnerUnitCode ?? matter.UnitCode)?.Title
            ?? CouncilDesk.UnitPost(actor, matter.UnitCode)?.Title
            ?? actor.Require(Permission.HoldMeetings, matter.AreaCode).Title;
        matter.Reply(
            cipher.Seal(desk.Db.DistrictId, Matter.AnswerField, CouncilDesk.Needed(nameof(command.Text), command.Text)),
            title,
            desk.Now
        );
        ForgetLater(matter);
        if (matter.ResidentId is not null) // a number that somebody else typed proves nobody
            await desk.TellResident(
                cipher.Open(desk.Db.DistrictId, Matter.PhoneFieldName, matter.PhoneSealed),
                "matter.answered",
                matter.Id,
                "您在接待时反映的事有了答复。请用这个手机号登录，在「我的接待事项」里查看。",
                cipher,
                ct
            );
        return await Keep(matter, actor, "matter.answered", ct);
    }

    /// <exception cref="RuleViolation"><c>matter.only-desk</c>, <c>matter.followed</c>, <c>matter.state</c>.</exception>
    /// <exception cref="Forbidden">No post of the actor takes reports there.</exception>
    public async Task<Moved> GoOnAsCase(Guid matterId, ToCase command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var matter = await scope.ToKeep(matterId, command.Version, actor, ct);
        if (matter.Kind == ReceptionKind.Discipline)
            throw new RuleViolation("matter.only-desk");
        if (matter.Follow != FollowKind.None)
            throw new RuleViolation("matter.followed");
        if (matter.State is not (MatterState.Received or MatterState.Assigned) || Words(matter) is not { } words)
            throw new RuleViolation("matter.state");
        var caseId = await desk.Cases.OpenFromReception(
            words,
            matter.AreaCode,
            CouncilDesk.Text(command.PlaceText),
            cipher.Open(desk.Db.DistrictId, Matter.PhoneFieldName, matter.PhoneSealed),
            matter.No,
            actor,
            ct
        );
        matter.GoOnAs(FollowKind.Case, caseId);
        return await Keep(matter, actor, "matter.became-case", ct);
    }

    /// <summary>Says what was said, once, for a purpose; the trail keeps who and why.</summary>
    public async Task<Opened> Open(Guid matterId, Opening command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var matter = await scope.Find(matterId, null, actor, ct);
        desk.Db.Audit(actor, "matter.opened", matter.Id, CouncilDesk.Needed(nameof(command.Purpose), command.Purpose), desk.Now);
        await desk.Db.Save(ct);
        var phone = cipher.Open(desk.Db.DistrictId, Matter.PhoneFieldName, matter.PhoneSealed);
        return new Opened(
            matter.Id,
            Words(matter),
            phone is null ? null : Mask.Phone(phone),
            cipher.Open(desk.Db.DistrictId, Matter.AnswerField, matter.AnswerSealed),
            desk.Now.AddSeconds(60)
        );
    }

    private string? Words(Matter matter) => cipher.Open(desk.Db.DistrictId, Matter.WordsField, matter.WordsSealed);

    private void ForgetLater(Matter matter) =>
        desk.Db.SetTimer(MatterForget.Name, matter.Id, desk.Now.AddDays(KeptDays(settings)), desk.Now);

    internal static int KeptDays(IConfiguration settings) => Math.Max(1, settings.GetValue("Council:MatterKeepDays", KeepDays));

    private async Task Tell(Matter matter, CouncilNewsKind kind, CancellationToken ct) => await Tell(desk, matter, kind, ct);

    internal static async Task Tell(CouncilDesk desk, Matter matter, CouncilNewsKind kind, CancellationToken ct) =>
        desk.Db.TellCouncil(
            [
                .. await desk.PeopleOf(matter.OwnerUnitCode ?? matter.UnitCode, ct),
                .. kind == CouncilNewsKind.MatterLate ? await desk.PeopleOf(matter.UnitCode, ct) : [],
            ],
            kind,
            matter.Id,
            $"接待事项 {ReceiptNo.Parse(matter.No).Display}",
            matter.AreaCode,
            matter.DueAt is { } due ? $"请在 {desk.Calendar.LocalDay(due):yyyy-MM-dd} 前答复" : "请答复",
            desk.Now
        );

    private async Task<Moved> Keep(Matter matter, Actor actor, string action, CancellationToken ct)
    {
        desk.Db.Audit(actor, action, matter.Id, "", desk.Now);
        await desk.Save(ct);
        return Told(matter);
    }

    private static Moved Told(Matter matter) =>
        new(matter.Id, ReceiptNo.Parse(matter.No).Display, matter.State, matter.DueAt, matter.FollowId, matter.Version);
}

/// <summary>The limit is over and nobody answered: owner and desk are told, the mark stays. 接待事项到期</summary>
internal sealed class MatterTimer(CouncilDesk desk) : ITimerHandler
{
    public const string Name = "council.matter";

    public string Kind => Name;

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var matter = await db.Set<Matter>().FirstOrDefaultAsync(m => m.Id == timer.SubjectId, ct);
        if (matter is not { State: MatterState.Assigned, DueAt: { } due } || due > now)
            return; // another limit has its own timer
        matter.Miss(now);
        await HandleMatter.Tell(desk, matter, CouncilNewsKind.MatterLate, ct);
    }
}

/// <summary>The time for which words are kept is over. 接待记录到期删除</summary>
internal sealed class MatterForget : ITimerHandler
{
    public const string Name = "council.matter-forget";

    public string Kind => Name;

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        if (await db.Set<Matter>().FirstOrDefaultAsync(m => m.Id == timer.SubjectId, ct) is not { } matter)
            return;
        if (timer.Data is null || matter.State == MatterState.Booked) // the one of the booking is for what nobody took up
            matter.Forget();
    }
}
