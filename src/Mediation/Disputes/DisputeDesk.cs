using Gezhi.Cases.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Mediation.Register;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Mediation.Disputes;

/// <summary>How somebody sits at a dispute; more sees more. 席位</summary>
public enum Seat
{
    /// <summary>联动参与人: what was said in front of both sides since then.</summary>
    Helper,

    /// <summary>承办调解员.</summary>
    Mediator,

    /// <summary>调委会主任.</summary>
    Head,
}

/// <summary>The one place that says who may open a dossier, and the one way to change it. 卷宗台</summary>
/// <remarks>
/// Nobody gets a dossier by role or area: a mediator needs a post of the committee, a line in its register and the dispute itself; the head needs post and line;
/// whoever has a conflict gets nothing. To everybody else it is not there (404).
/// </remarks>
public sealed class DisputeDesk(
    GezhiDb db,
    FieldCipher cipher,
    Staffing staffing,
    UnitDirectory units,
    WorkCalendar calendar,
    TimeProvider clock
)
{
    private const int MostNames = 60;
    private readonly AccountPhones phones = new(db, cipher);

    public GezhiDb Db => db;
    public DateTime Now => clock.UtcNow;
    public DateOnly Today => calendar.LocalDay(clock.UtcNow);
    public WorkCalendar Calendar => calendar;
    public FieldCipher Cipher => cipher;

    /// <summary>Nine in the morning of a local day, UTC.</summary>
    public DateTime Morning(DateOnly day) => At(day, 9);

    /// <summary>A full hour of a local day, UTC.</summary>
    public DateTime At(DateOnly day, int hour) => TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(new TimeOnly(hour, 0)), calendar.Zone);

    /// <summary>Cleaned and sealed; nothing typed is null.</summary>
    public byte[]? Seal(string field, string? text) =>
        PlainText.Clean(text) is { Length: > 0 } clean ? cipher.Seal(db.DistrictId, field, clean) : null;

    /// <summary>Opened; empty for null.</summary>
    public string Open(string field, byte[]? content) => cipher.Open(db.DistrictId, field, content) ?? "";

    /// <summary>Committees the actor heads, and those the actor works for at all. 所属调委会</summary>
    public async Task<(IReadOnlyList<string> Headed, IReadOnlyList<string> All)> CommitteesOf(Actor actor, CancellationToken ct)
    {
        var codes = actor.Posts.Where(p => p.Role == Role.Mediator && p.UnitCode is not null).Select(p => p.UnitCode!).Distinct().ToList();
        if (actor.AccountId is not { } me || codes.Count == 0)
            return ([], []);
        var lines = await db.Set<Mediator>()
            .AsNoTracking()
            .Where(m => m.AccountId == me && m.EndedAt == null && codes.Contains(m.CommitteeCode))
            .Select(m => new { m.CommitteeCode, m.IsHead })
            .ToListAsync(ct);
        return ([.. lines.Where(l => l.IsHead).Select(l => l.CommitteeCode)], [.. lines.Select(l => l.CommitteeCode)]);
    }

    /// <summary>Every dispute the actor may open. 可见卷宗</summary>
    public async Task<IQueryable<Dispute>> Visible(Actor actor, CancellationToken ct)
    {
        var me = actor.AccountId ?? Guid.Empty;
        var (headed, all) = await CommitteesOf(actor, ct);
        var helpers = db.Set<Helper>().Where(h => h.AccountId == me && h.EndedAt == null);
        var beside = db.Set<CoMediator>().Where(m => m.AccountId == me && m.EndedAt == null);
        var conflicts = db.Set<Conflict>().Where(c => c.AccountId == me && c.ClearedAt == null);
        return db.Set<Dispute>()
            .Where(d => !conflicts.Any(c => c.DisputeId == d.Id))
            .Where(d =>
                headed.Contains(d.CommitteeCode)
                || (all.Contains(d.CommitteeCode) && (d.MediatorId == me || beside.Any(m => m.DisputeId == d.Id)))
                || helpers.Any(h => h.DisputeId == d.Id)
            )
            .Where(_ => actor.Kind == ActorKind.Staff);
    }

    /// <summary>The dispute and how the actor sits at it.</summary>
    /// <exception cref="NotFound">Not there, or not the actor's to know.</exception>
    public async Task<(Dispute Dispute, Seat Seat)> Find(Guid disputeId, Actor actor, CancellationToken ct)
    {
        var dispute = await (await Visible(actor, ct)).FirstOrDefaultAsync(d => d.Id == disputeId, ct) ?? throw new NotFound("dispute");
        var (headed, all) = await CommitteesOf(actor, ct);
        var seat =
            headed.Contains(dispute.CommitteeCode) ? Seat.Head
            : all.Contains(dispute.CommitteeCode)
            && (dispute.MediatorId == actor.AccountId || (await Beside(dispute.Id, ct)).Contains(actor.AccountId ?? Guid.Empty))
                ? Seat.Mediator
            : Seat.Helper;
        return (dispute, seat);
    }

    /// <summary>Accounts that mediate beside the one in charge, in the order in which they joined. 协助调解员</summary>
    public Task<List<Guid>> Beside(Guid disputeId, CancellationToken ct) =>
        db.Set<CoMediator>()
            .Where(m => m.DisputeId == disputeId && m.EndedAt == null)
            .OrderBy(m => m.JoinedAt)
            .ThenBy(m => m.AccountId)
            .Select(m => m.AccountId)
            .ToListAsync(ct);

    /// <summary>Changes a dossier: not visible 404, nonsense 400, stale 412, not now 409; then the work, the step, the trail, one save. 办理</summary>
    /// <param name="least">Who sits lower learns nothing.</param>
    /// <param name="version">The version the person saw; null does not ask.</param>
    public async Task Change(
        Guid disputeId,
        object? command,
        int? version,
        DisputeAction action,
        Seat least,
        Actor actor,
        Func<Dispute, DateTime, Task> work,
        CancellationToken ct
    )
    {
        var (dispute, seat) = await Find(disputeId, actor, ct);
        if (seat < least)
            throw new NotFound("dispute");
        Input.Check(command);
        if (version is { } seen && seen != dispute.Version)
            throw new StaleVersion(dispute.Version);
        await Do(dispute, action, actor, work, ct);
    }

    /// <summary>As <see cref="Change"/>, for whoever has asked already who it is: a party on the own part.</summary>
    internal async Task Do(Dispute dispute, DisputeAction action, Actor actor, Func<Dispute, DateTime, Task> work, CancellationToken ct)
    {
        if (dispute.AgreedAt is not null && action is DisputeAction.Draft or DisputeAction.Sign && dispute.State != DisputeState.Mediating)
            throw new RuleViolation("mediation.signed");
        if (!DisputeFlow.Allows(dispute.State, action))
            throw new RuleViolation("mediation.not-now");
        var now = clock.UtcNow;
        await work(dispute, now);
        dispute.Move(action, now);
        Note(dispute, action, actor, now);
        try
        {
            await db.Save(ct);
        }
        catch (DuplicateKey)
        {
            throw new StaleVersion(); // two took the same number, or shut the same person out, at one moment
        }
    }

    /// <summary>Step and trail. The trail names the dossier and the kind of step, never a word of it.</summary>
    internal void Note(Dispute dispute, DisputeAction action, Actor actor, DateTime now)
    {
        db.Append(
            new DisputeStep
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                DisputeId = dispute.Id,
                Action = action,
                State = dispute.State,
                By = actor.Kind == ActorKind.Staff ? actor.AccountId : null,
                At = now,
            }
        );
        db.Audit(actor, "mediation.step", dispute.Id, $"{action}", now);
    }

    /// <exception cref="RuleViolation"><c>mediation.overdue</c>: the days are over and nobody extended them.</exception>
    public void InTime(Dispute dispute)
    {
        if (dispute.DueOn is { } due && Today > due)
            throw new RuleViolation("mediation.overdue", $"{due:yyyy-MM-dd}");
    }

    /// <summary>Parties in their order.</summary>
    public Task<List<Party>> Parties(Guid disputeId, CancellationToken ct) =>
        db.Set<Party>().Where(p => p.DisputeId == disputeId).OrderBy(p => p.No).ToListAsync(ct);

    /// <summary>Numbers of the year, one committee after the other: the caller saves.</summary>
    internal async Task<(int Year, int Serial)> NextNumber(string committeeCode, CancellationToken ct)
    {
        var year = Today.Year;
        var counter = await db.Set<DisputeNumber>().FirstOrDefaultAsync(n => n.CommitteeCode == committeeCode && n.Year == year, ct);
        if (counter is null)
            db.Add(
                counter = new DisputeNumber
                {
                    DistrictId = db.DistrictId,
                    CommitteeCode = committeeCode,
                    Year = year,
                }
            );
        return (year, ++counter.Last);
    }

    /// <summary>Mediators who are in the register and hold their post today. 在册在岗</summary>
    public async Task<List<Mediator>> InOffice(string committeeCode, CancellationToken ct)
    {
        var posted = (await staffing.PostsOf(committeeCode, ct)).Where(p => p.Role == Role.Mediator).Select(p => p.AccountId).ToHashSet();
        return
        [
            .. (
                await db.Set<Mediator>().AsNoTracking().Where(m => m.CommitteeCode == committeeCode && m.EndedAt == null).ToListAsync(ct)
            ).Where(m => posted.Contains(m.AccountId)),
        ];
    }

    /// <summary>Committees that can take a dispute: those with a head in office. 可受理的调委会</summary>
    public async Task<List<UnitView>> Committees(CancellationToken ct)
    {
        var codes = await db.Set<Mediator>()
            .Where(m => m.IsHead && m.EndedAt == null)
            .Select(m => m.CommitteeCode)
            .Distinct()
            .ToListAsync(ct);
        return [.. (await units.Active(ct)).Where(u => codes.Contains(u.Code))];
    }

    /// <summary>In the reader's language; the code when the unit is gone.</summary>
    public async Task<string> CommitteeName(string code, CancellationToken ct) =>
        (await units.Find(code, ct))?.Name(System.Globalization.CultureInfo.CurrentUICulture) ?? code;

    public Task<IReadOnlyDictionary<Guid, string>> Names(IEnumerable<Guid> accounts, CancellationToken ct) =>
        staffing.Names([.. accounts.Distinct().Take(MostNames * 10)], ct);

    /// <summary>
    /// Mediators of the committee who are a party themselves, or bear a party's name, are shut out before anybody can appoint them or they can read it. 回避筛查
    /// </summary>
    internal async Task FindConflicts(Dispute dispute, IReadOnlyList<Party> parties, DateTime now, CancellationToken ct)
    {
        var accounts = await db.Set<Mediator>()
            .Where(m => m.CommitteeCode == dispute.CommitteeCode && m.EndedAt == null)
            .Select(m => m.AccountId)
            .ToListAsync(ct);
        var known = await db.Set<Conflict>().Where(c => c.DisputeId == dispute.Id).Select(c => c.AccountId).ToListAsync(ct);
        var (names, numbers) = (await staffing.Names(accounts, ct), await phones.Of(accounts, ct));
        var partyNames = parties.Select(p => Open(Party.NameField, p.Name)).Where(n => n.Length > 0).ToHashSet(StringComparer.Ordinal);
        var partyPhones = parties.Select(p => Open(Party.PhoneField, p.Phone)).Where(n => n.Length > 0).ToHashSet(StringComparer.Ordinal);
        foreach (var account in accounts.Where(a => !known.Contains(a)))
        {
            ConflictKind? kind =
                numbers.TryGetValue(account, out var phone) && partyPhones.Contains(phone) ? ConflictKind.IsParty
                : names.TryGetValue(account, out var name) && partyNames.Contains(name) ? ConflictKind.SameName
                : null;
            if (kind is { } found)
                await ShutOut(dispute, account, found, null, now, ct);
        }
    }

    /// <summary>The number an account can be called under; null for none. Personal data: never logged.</summary>
    internal async Task<string?> PhoneOf(Guid account, CancellationToken ct) => (await phones.Of([account], ct)).GetValueOrDefault(account);

    /// <summary>The one in charge, and whoever mediates beside: off the dispute in the same save.</summary>
    internal async Task ShutOut(Dispute dispute, Guid account, ConflictKind kind, Guid? by, DateTime now, CancellationToken ct)
    {
        db.Add(
            new Conflict
            {
                DistrictId = db.DistrictId,
                DisputeId = dispute.Id,
                AccountId = account,
                Kind = kind,
                DeclaredBy = by,
                At = now,
            }
        );
        await Leave(dispute, account, now, ct);
    }

    /// <summary>Mediates this dispute no more.</summary>
    internal async Task Leave(Dispute dispute, Guid account, DateTime now, CancellationToken ct)
    {
        if (dispute.MediatorId == account)
            (dispute.MediatorId, dispute.ChosenBy) = (null, null);
        if (await db.FindAsync<CoMediator>([db.DistrictId, dispute.Id, account], ct) is { EndedAt: null } beside)
            beside.EndedAt = now;
    }

    /// <summary>A message to a party whose phone is certain, that says only where to look; nothing for the others.</summary>
    /// <param name="kind">Dotted, of the parcel.</param>
    internal async Task TellParty(Party party, string kind, string text, DateTime now, CancellationToken ct)
    {
        if (party.MayLookIn && Phone.TryParse(Open(Party.PhoneField, party.Phone), out var phone) && phone.Kind == PhoneKind.Mobile)
            await db.Post(
                new Post(Media.Sms, kind, party.Id, phone.Value, "格治", $"【格治】{text}请用这个手机号登录，在「我的调解」里查看。", now),
                cipher,
                now,
                ct
            );
    }

    /// <summary>Heads of the committee and the mediators, without those who keep out. 应知悉人员</summary>
    internal async Task<List<Guid>> Concerned(Dispute dispute, bool headsOnly, CancellationToken ct)
    {
        var outs = await db.Set<Conflict>()
            .Where(c => c.DisputeId == dispute.Id && c.ClearedAt == null)
            .Select(c => c.AccountId)
            .ToListAsync(ct);
        outs.AddRange(
            db.ChangeTracker.Entries<Conflict>()
                .Where(e => e.Entity.DisputeId == dispute.Id && e.Entity.ClearedAt is null)
                .Select(e => e.Entity.AccountId)
        );
        var mediators = headsOnly ? [] : await Beside(dispute.Id, ct);
        return
        [
            .. (await InOffice(dispute.CommitteeCode, ct))
                .Where(m => m.IsHead || (!headsOnly && (m.AccountId == dispute.MediatorId || mediators.Contains(m.AccountId))))
                .Select(m => m.AccountId)
                .Where(a => !outs.Contains(a))
                .Distinct(),
        ];
    }

    /// <summary>Tells them that something waits; the words say which dossier and what kind of thing, never about whom.</summary>
    internal async Task Tell(Dispute dispute, string text, bool headsOnly, DateTime now, CancellationToken ct) =>
        db.TellOfDispute(await Concerned(dispute, headsOnly, ct), NoOf(dispute), dispute.AreaCode, text, now);

    /// <summary>（2026）人调字第 3 号; before it is taken, words.</summary>
    public static string NoOf(Dispute dispute) =>
        dispute is { Year: { } year, Serial: { } serial } ? $"（{year}）人调字第 {serial} 号" : "新的调解申请";
}
