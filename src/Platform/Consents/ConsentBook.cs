using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Platform.Consents;

/// <summary>How somebody said yes. 同意情况</summary>
/// <param name="Guardian">Name; only of a guardian.</param>
/// <param name="PaperNo">Number on the sheet; needed for paper.</param>
/// <param name="At">UTC; null: now.</param>
/// <param name="Post">Title of the post that writes it down; null: the resident did it.</param>
public sealed record ConsentSaid(
    ConsentChannel Channel,
    ConsentGiver By = ConsentGiver.Self,
    GuardianRelation? Relation = null,
    string? Guardian = null,
    string? PaperNo = null,
    DateTime? At = null,
    string? Post = null
);

/// <summary>Writes down consents and withdrawals, and lets stop what rested on them. 同意记录簿</summary>
public sealed class ConsentBook(GezhiDb db, FieldCipher cipher, ConsentTexts texts, IEnumerable<IConsentUse> uses, TimeProvider clock)
{
    /// <summary>Longest name of a guardian, characters.</summary>
    public const int LongestName = 40;

    /// <summary>Longest number of a sheet.</summary>
    public const int LongestPaperNo = 40;

    /// <summary>Most records of one subject that are looked at.</summary>
    private const int Most = 500;

    /// <summary>The wordings.</summary>
    public ConsentTexts Texts => texts;

    /// <summary>
    /// Writes down a consent to the text that counts today, added to the change that is being made; the caller saves. One that stands for the same
    /// text, given by the same, stays as it is.
    /// </summary>
    /// <param name="isChild">About somebody under fourteen.</param>
    /// <param name="areaCode">Null for what residents do themselves.</param>
    /// <exception cref="RuleViolation"><c>consent.guardian-needed</c>.</exception>
    /// <exception cref="InvalidInput">A guardian without relation, paper without number, a day that has not come.</exception>
    public async Task<ConsentRecord> Give(
        string purpose,
        ConsentSubject subject,
        ConsentSaid said,
        bool isChild,
        string? areaCode,
        Actor actor,
        CancellationToken ct
    )
    {
        isChild |= purpose == ConsentPurposes.Child;
        Check(said, isChild);
        ByOwnHand(said.Channel, actor);
        var text = await texts.Current(purpose, ct);
        var standing = db.Set<ConsentRecord>()
            .Local.FirstOrDefault(c =>
                c.Purpose == purpose
                && c.SubjectKind == subject.Kind
                && c.SubjectId == subject.Id
                && subject.Id is not null
                && c.Stands
                && c.TextNumber == text.Number
                && c.GivenBy == said.By
            );
        standing ??= (await Standing(purpose, subject, ct)).Find(c => c.TextNumber == text.Number && c.GivenBy == said.By);
        if (standing is not null)
        {
            if (standing.PhoneSealed is null && subject.Phone is not null)
                Link(standing, subject.Phone);
            return standing;
        }
        var now = clock.UtcNow;
        var name = said.By == ConsentGiver.Guardian && PlainText.CleanLine(said.Guardian) is { Length: > 0 } typed ? typed : null;
        var record = new ConsentRecord
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            Purpose = purpose,
            TextNumber = text.Number,
            SubjectKind = subject.Kind,
            SubjectId = subject.Id,
            AreaCode = areaCode,
            IsChild = isChild,
            GivenBy = said.By,
            Relation = said.By == ConsentGiver.Guardian ? said.Relation : null,
            GuardianSealed = cipher.Seal(db.DistrictId, ConsentRecord.GuardianField, name),
            GuardianMask = name is null ? null : Mask.Name(name),
            Channel = said.Channel,
            PaperNo = PlainText.CleanLine(said.PaperNo) is { Length: > 0 } no ? no : null,
            GivenAt = said.At ?? now,
            RecordedAt = now,
            RecordedBy = actor.Kind == ActorKind.Staff ? actor.AccountId : null,
            RecordedPost = actor.Kind == ActorKind.Staff ? said.Post : null,
        };
        if (subject.Phone is not null)
            Link(record, subject.Phone);
        db.Add(record);
        db.Audit(actor, "consent.given", subject.Id ?? record.Id, $"{purpose} {text.Number} {said.By} {said.Channel}", now);
        return record;
    }

    /// <summary>Those that were not taken back, tracked, the newest first.</summary>
    public Task<List<ConsentRecord>> Standing(string purpose, ConsentSubject subject, CancellationToken ct) =>
        About(subject).Where(c => c.Purpose == purpose && c.WithdrawnAt == null).OrderByDescending(c => c.Id).Take(Most).ToListAsync(ct);

    /// <summary>Whether one stands for a text that needs no new asking.</summary>
    public async Task<bool> IsGiven(string purpose, ConsentSubject subject, CancellationToken ct)
    {
        foreach (var record in await Standing(purpose, subject, ct))
            if (!await texts.IsOutdated(purpose, record.TextNumber, ct))
                return true;
        return false;
    }

    /// <summary>Whether the last word about it was a withdrawal; false when nobody ever was asked.</summary>
    public async Task<bool> IsWithdrawn(string purpose, ConsentSubject subject, CancellationToken ct) =>
        await About(subject).AnyAsync(c => c.Purpose == purpose && c.WithdrawnAt != null, ct)
        && !await About(subject).AnyAsync(c => c.Purpose == purpose && c.WithdrawnAt == null, ct);

    /// <summary>Everything of the user of a phone, and of whom the modules know under it, the newest first. Tracked.</summary>
    public async Task<List<ConsentRecord>> Of(string phone, CancellationToken ct)
    {
        var indexes = cipher.Indexes(db.DistrictId, ConsentRecord.PhoneField, phone);
        var ids = new List<Guid?>();
        foreach (var use in uses)
            ids.AddRange((await use.SubjectsOf(phone, ct)).Select(i => (Guid?)i));
        return await db.Set<ConsentRecord>()
            .Where(c => (c.PhoneIndex != null && indexes.Contains(c.PhoneIndex)) || ids.Contains(c.SubjectId))
            .OrderByDescending(c => c.Id)
            .Take(Most)
            .ToListAsync(ct);
    }

    /// <summary>What stands by consents without a row of their own, and has none meanwhile.</summary>
    /// <param name="written">What <see cref="Of"/> found.</param>
    public async Task<List<UnwrittenConsent>> Unwritten(string phone, IReadOnlyList<ConsentRecord> written, CancellationToken ct)
    {
        var all = new List<UnwrittenConsent>();
        foreach (var use in uses)
            all.AddRange(await use.Unwritten(phone, ct));
        all.RemoveAll(u => written.Any(w => w.Stands && w.Purpose == u.Purpose && w.SubjectId == u.Subject.Id));
        return all;
    }

    /// <summary>Gives an unwritten one its row, so that it can be taken back; added to the change that is being made.</summary>
    public ConsentRecord Write(UnwrittenConsent one, DateTime givenAt)
    {
        var record = new ConsentRecord
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(clock.UtcNow),
            Purpose = one.Purpose,
            TextNumber = ConsentTexts.First,
            SubjectKind = one.Subject.Kind,
            SubjectId = one.Subject.Id,
            AreaCode = one.AreaCode,
            Channel = ConsentChannel.List,
            GivenAt = givenAt,
            RecordedAt = clock.UtcNow,
        };
        db.Add(record);
        return record;
    }

    /// <summary>Somebody was asked, or has to be, and there is no consent: a record that is withdrawn from the beginning by the caller.</summary>
    public async Task<ConsentRecord> Refuse(
        string purpose,
        ConsentSubject subject,
        bool isChild,
        string? areaCode,
        string? post,
        Actor actor,
        CancellationToken ct,
        ConsentChannel channel = ConsentChannel.HomeVisit
    )
    {
        var now = clock.UtcNow;
        var record = new ConsentRecord
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            Purpose = purpose,
            TextNumber = (await texts.Current(purpose, ct)).Number,
            SubjectKind = subject.Kind,
            SubjectId = subject.Id,
            AreaCode = areaCode,
            IsChild = isChild,
            GivenBy = isChild ? ConsentGiver.Guardian : ConsentGiver.Self,
            Channel = channel,
            GivenAt = now,
            RecordedAt = now,
            RecordedBy = actor.Kind == ActorKind.Staff ? actor.AccountId : null,
            RecordedPost = post,
        };
        db.Add(record);
        return record;
    }

    /// <summary>Takes a consent back: what rests on it stops with the same save; the caller saves.</summary>
    /// <param name="phone">Proved by a code, so that the history stays to be found; null when not known.</param>
    /// <param name="post">Title of the post that writes it down; null: the resident did it.</param>
    /// <exception cref="RuleViolation"><c>consent.withdrawn</c>.</exception>
    public async Task<int> Withdraw(
        ConsentRecord record,
        ConsentChannel channel,
        string? phone,
        string? post,
        Actor actor,
        CancellationToken ct
    )
    {
        if (!record.Stands)
            throw new RuleViolation("consent.withdrawn");
        ByOwnHand(channel, actor);
        var subject = new ConsentSubject(record.SubjectKind, record.SubjectId, phone ?? PhoneOf(record));
        var others = (await Standing(record.Purpose, subject, ct)).Where(c => c.Id != record.Id).ToList();
        var stopped = 0;
        foreach (var use in uses.Where(u => u.Purpose == record.Purpose))
            stopped += await use.Stop(subject, ct);
        foreach (var one in (IEnumerable<ConsentRecord>)[record, .. others]) // older versions of the same consent end with it
        {
            if (one.PhoneSealed is null && phone is not null)
                Link(one, phone);
            one.Withdraw(channel, actor.Kind == ActorKind.Staff ? actor.AccountId : null, post, stopped, clock.UtcNow);
        }
        db.Audit(actor, "consent.withdrawn", record.SubjectId ?? record.Id, $"{record.Purpose} {channel} {stopped}", clock.UtcNow);
        return stopped;
    }

    /// <summary>Brings back what can be brought back, after it was given again; the caller saves.</summary>
    public async Task Resume(string purpose, ConsentSubject subject, CancellationToken ct)
    {
        foreach (var use in uses.Where(u => u.Purpose == purpose))
            await use.Resume(subject, ct);
    }

    /// <summary>The guardian's name, whole; whoever shows it has written the row of the trail. The phone of a record is shown to nobody. 监护人姓名</summary>
    public string? GuardianOf(ConsentRecord record) => cipher.Open(record.DistrictId, ConsentRecord.GuardianField, record.GuardianSealed);

    private string? PhoneOf(ConsentRecord record) => cipher.Open(record.DistrictId, ConsentRecord.PhoneField, record.PhoneSealed);

    private void Link(ConsentRecord record, string phone)
    {
        record.PhoneSealed = cipher.Seal(record.DistrictId, ConsentRecord.PhoneField, phone);
        record.PhoneIndex = cipher.Index(record.DistrictId, ConsentRecord.PhoneField, phone);
        record.PhoneTail = phone[^4..];
    }

    private IQueryable<ConsentRecord> About(ConsentSubject subject)
    {
        var rows = db.Set<ConsentRecord>().Where(c => c.SubjectKind == subject.Kind);
        if (subject.Id is { } id)
            return rows.Where(c => c.SubjectId == id);
        var indexes = cipher.Indexes(db.DistrictId, ConsentRecord.PhoneField, subject.Phone);
        return rows.Where(c => c.PhoneIndex != null && indexes.Contains(c.PhoneIndex));
    }

    /// <summary>What people do on the page they do themselves: nobody of the staff writes that down for them.</summary>
    private static void ByOwnHand(ConsentChannel channel, Actor actor)
    {
        if (actor.Kind == ActorKind.Staff && channel is ConsentChannel.Page or ConsentChannel.List or ConsentChannel.Retention)
            throw new InvalidInput("Channel", "input.invalid");
    }

    private void Check(ConsentSaid said, bool isChild)
    {
        if (!Enum.IsDefined(said.By) || !Enum.IsDefined(said.Channel) || said.Channel is ConsentChannel.List or ConsentChannel.Retention)
            throw new InvalidInput(nameof(said.Channel), "input.invalid");
        if (isChild && said.By != ConsentGiver.Guardian)
            throw new RuleViolation("consent.guardian-needed");
        if (said.By == ConsentGiver.Guardian && (said.Relation is null || !Enum.IsDefined(said.Relation.Value)))
            throw new InvalidInput(nameof(said.Relation), "consent.relation-needed");
        if (said.By == ConsentGiver.Guardian && said.Channel != ConsentChannel.Page && string.IsNullOrWhiteSpace(said.Guardian))
            throw new InvalidInput(nameof(said.Guardian), "consent.guardian-name");
        if (said.Channel == ConsentChannel.Paper && string.IsNullOrWhiteSpace(said.PaperNo))
            throw new InvalidInput(nameof(said.PaperNo), "consent.paper-needed");
        if (said.At > clock.UtcNow)
            throw new InvalidInput("GivenOn", "consent.not-yet");
    }
}
