using Gezhi.Cases.Joining;
using Gezhi.Cases.Reporting;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Consents;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Privacy;

/// <summary>What a phone follows rests on the consent to be told: withdrawn, every follow is dropped. 关注的同意</summary>
internal sealed class FollowConsent(GezhiDb db, FieldCipher cipher) : IConsentUse
{
    public string Purpose => ConsentPurposes.Notices;

    public async Task<int> Stop(ConsentSubject subject, CancellationToken ct)
    {
        if (subject.Phone is null)
            return 0;
        var indexes = cipher.Indexes(db.DistrictId, ContactFields.Reporter, subject.Phone);
        var follows = await db.Set<Follow>().Where(f => indexes.Contains(f.ContactIndex)).ToListAsync(ct);
        db.RemoveRange(follows);
        return follows.Count;
    }
}

/// <summary>Photos of a case that others may see: withdrawn, nobody outside the case does. 照片公开的同意</summary>
/// <remarks>Nothing is written here: who shows photos asks <see cref="PhotoConsents.Withheld"/>.</remarks>
internal sealed class PhotosConsent(GezhiDb db) : IConsentUse
{
    public string Purpose => ConsentPurposes.Photos;

    public async Task<int> Stop(ConsentSubject subject, CancellationToken ct) =>
        subject is { Kind: ConsentSubjectKind.Case, Id: { } caseId }
            ? await db.Evidence.CountAsync(e => e.CaseId == caseId && e.Kind == EvidenceKind.Report, ct)
            : 0;
}

/// <summary>Whether the photos of a case may be public, where somebody or a child can be recognised in them. 照片公开的同意记录</summary>
public sealed class PhotoConsents(CaseDesk desk, ConsentBook book)
{
    /// <summary>Rows of the page, the newest.</summary>
    public const int Most = 200;

    /// <param name="CaseNo">As it stands on the case.</param>
    /// <param name="IsGiven">False: somebody can be recognised and has not agreed; the photos are withheld until somebody does.</param>
    /// <param name="IsChild">A child under fourteen can be recognised: only a guardian can agree.</param>
    /// <param name="Phone">Of the one who agreed; null when not left.</param>
    public sealed record Command(
        [property: Needed, Longest(40)] string CaseNo,
        [property: Needed] bool? IsGiven,
        bool IsChild,
        ConsentGiver? GivenBy = null,
        GuardianRelation? Relation = null,
        [property: Longest(ConsentBook.LongestName)] string? Guardian = null,
        ConsentChannel? Channel = null,
        [property: Longest(ConsentBook.LongestPaperNo)] string? PaperNo = null,
        [property: Longest(40)] string? Phone = null
    );

    /// <param name="Channel">By which way it was taken back.</param>
    /// <param name="Version">The one the person saw.</param>
    public sealed record Withdrawal([property: Needed] ConsentChannel? Channel, int Version);

    /// <param name="IsStanding">The photos may be public.</param>
    /// <param name="Tail">*******1234; null without phone.</param>
    public sealed record Row(
        Guid Id,
        int Version,
        Guid CaseId,
        string? CaseNo,
        bool IsStanding,
        bool IsChild,
        ConsentGiver GivenBy,
        GuardianRelation? Relation,
        string? Guardian,
        ConsentChannel Channel,
        string? PaperNo,
        string? Tail,
        DateTime At,
        string? Post
    );

    /// <summary>For whoever works on the case: withholding asks for nothing, publishing again asks for a guardian.</summary>
    internal static void MapOfCase(IEndpointRouteBuilder cases) =>
        cases
            .MapPost(
                "/{caseId:guid}/hidden-photos",
                async (Guid caseId, PhotoConsents feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.Hide(caseId, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("照片里能认出孩子 · A child can be recognised: the photos leave the public");

    /// <summary>For whoever holds the receipt.</summary>
    internal static void MapOfReceipt(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/receipts/{receiptNo}/hidden-photos",
                async (string receiptNo, PhotoConsents feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.HideByReporter(receiptNo, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .AllowAnonymous()
            .WithSummary("我的照片里能认出孩子 · A child can be recognised in one's own photos: they leave the public")
            .RequireRateLimiting(ReportLimit.Name);

    public static void Map(IEndpointRouteBuilder api)
    {
        var photos = api.MapGroup("/photo-consents");
        photos
            .MapGet("", (PhotoConsents feature, CancellationToken ct) => feature.List(ct))
            .WithSummary("照片公开的同意 · Consents to publish photos");
        photos
            .MapPost(
                "",
                async (Command command, PhotoConsents feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(new WrittenId(await feature.Run(command, actor, ct)))
            )
            .WithSummary("记录照片公开的同意 · Write down a consent, or withhold the photos of a case");
        photos
            .MapPost(
                "/{id:guid}/withdrawal",
                async (Guid id, Withdrawal command, PhotoConsents feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(new Withdrawn(await feature.Withdraw(id, command, actor, ct)))
            )
            .WithSummary("撤回照片公开的同意 · Write a withdrawal down: the photos leave the public");
    }

    /// <summary>Those of the cases whose photos are not for the public: the last word about them was a no.</summary>
    internal static async Task<HashSet<Guid>> Withheld(GezhiDb db, IReadOnlyList<Guid> caseIds, CancellationToken ct) =>
        [
            .. (
                await db.Set<ConsentRecord>()
                    .Where(c => c.Purpose == ConsentPurposes.Photos && c.SubjectKind == ConsentSubjectKind.Case)
                    .Where(c => c.SubjectId != null && caseIds.Contains(c.SubjectId.Value))
                    .GroupBy(c => c.SubjectId!.Value)
                    .Where(g => g.All(c => c.WithdrawnAt != null))
                    .Select(g => g.Key)
                    .ToListAsync(ct)
            ),
        ];

    public async Task<List<Row>> List(CancellationToken ct) =>
        [
            .. (
                await desk
                    .Db.Set<ConsentRecord>()
                    .AsNoTracking()
                    .Where(c => c.Purpose == ConsentPurposes.Photos && c.SubjectId != null)
                    .Join(desk.Db.Cases, c => c.SubjectId, c => c.Id, (c, of) => new { Consent = c, of.CaseNo })
                    .OrderByDescending(x => x.Consent.Id)
                    .Take(Most)
                    .ToListAsync(ct)
            ).Select(x => new Row(
                x.Consent.Id,
                x.Consent.Version,
                x.Consent.SubjectId!.Value,
                x.CaseNo,
                x.Consent.Stands,
                x.Consent.IsChild,
                x.Consent.GivenBy,
                x.Consent.Relation,
                x.Consent.GuardianMask,
                x.Consent.Channel,
                x.Consent.PaperNo,
                x.Consent.PhoneTail is { } tail ? "*******" + tail : null,
                x.Consent.GivenAt,
                x.Consent.RecordedPost
            )),
        ];

    /// <summary>One tick of whoever sees the case: a child can be recognised. The same again changes nothing.</summary>
    /// <exception cref="NotFound">Not there, or not for this person.</exception>
    /// <exception cref="RuleViolation"><c>consent.guardian-agreed</c>: only the guardian takes that back.</exception>
    public async Task Hide(Guid caseId, Actor actor, CancellationToken ct)
    {
        var subject = await desk.Find(caseId, null, actor, ct);
        if ((await Withheld(desk.Db, [caseId], ct)).Count > 0)
            return;
        var about = new ConsentSubject(ConsentSubjectKind.Case, caseId);
        if ((await book.Standing(ConsentPurposes.Photos, about, ct)).Exists(c => c.IsChild))
            throw new RuleViolation("consent.guardian-agreed");
        var post = actor.PostFor(Permission.SeeCases, subject.AreaCode, subject.LeadUnitCode)?.Title;
        await Withhold(about, true, subject.AreaCode, post, actor, ct);
    }

    /// <summary>The same tick by whoever holds the receipt: of the own report's photos alone, also when it was joined to another case.</summary>
    /// <exception cref="NotFound">No such receipt.</exception>
    /// <exception cref="RuleViolation"><c>consent.guardian-agreed</c>: only the guardian takes that back.</exception>
    public async Task HideByReporter(string receiptNo, Actor actor, CancellationToken ct)
    {
        var no = ReceiptNo.TryParse(receiptNo, out var parsed) ? parsed.Value : throw new NotFound("receipt");
        var report = await desk.Db.Reports.AsNoTracking().FirstOrDefaultAsync(r => r.ReceiptNo == no, ct) ?? throw new NotFound("receipt");
        if ((await Withheld(desk.Db, [report.OwnCaseId], ct)).Count > 0)
            return;
        var about = new ConsentSubject(ConsentSubjectKind.Case, report.OwnCaseId);
        if ((await book.Standing(ConsentPurposes.Photos, about, ct)).Exists(c => c.IsChild))
            throw new RuleViolation("consent.guardian-agreed");
        var areaCode = await desk.Db.Cases.Where(c => c.Id == report.OwnCaseId).Select(c => c.AreaCode).FirstAsync(ct);
        await Withhold(about, true, areaCode, null, actor, ct, ConsentChannel.Page);
    }

    /// <summary>The case is opened with photos in which a child can be recognised; added to the change that is being made, the caller saves.</summary>
    internal static async Task HideNew(
        CaseDesk desk,
        ConsentTexts texts,
        Case subject,
        string? post,
        Actor actor,
        Action<object> keep,
        CancellationToken ct
    )
    {
        var record = new ConsentRecord
        {
            DistrictId = subject.DistrictId,
            Id = Ids.New(desk.Now),
            Purpose = ConsentPurposes.Photos,
            TextNumber = (await texts.Current(ConsentPurposes.Photos, ct)).Number,
            SubjectKind = ConsentSubjectKind.Case,
            SubjectId = subject.Id,
            AreaCode = subject.AreaCode,
            IsChild = true,
            GivenBy = ConsentGiver.Guardian,
            Channel = ConsentChannel.Page,
            GivenAt = desk.Now,
            RecordedAt = desk.Now,
            RecordedBy = actor.Kind == ActorKind.Staff ? actor.AccountId : null,
            RecordedPost = actor.Kind == ActorKind.Staff ? post : null,
        };
        record.Withdraw(ConsentChannel.Page, record.RecordedBy, record.RecordedPost, 0, desk.Now); // nobody agreed yet
        keep(record);
        desk.Db.Audit(actor, "consent.withdrawn", subject.Id, $"{ConsentPurposes.Photos} {ConsentChannel.Page} 0", desk.Now);
    }

    /// <exception cref="InvalidInput"><c>data.case-unknown</c>.</exception>
    /// <exception cref="RuleViolation"><c>consent.guardian-needed</c>.</exception>
    public async Task<Guid> Run(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var no = command.CaseNo.Trim();
        var found = await desk.Db.Cases.Where(c => c.CaseNo == no).Select(c => new { c.Id, c.AreaCode }).FirstOrDefaultAsync(ct);
        if (found is null)
            throw new InvalidInput(nameof(Command.CaseNo), "data.case-unknown");
        var phone =
            string.IsNullOrWhiteSpace(command.Phone) ? null
            : Phone.TryParse(command.Phone, out var typed) && typed.ReachesPerson ? typed.Value
            : throw new InvalidInput(nameof(Command.Phone), "phone.wrong");
        var subject = new ConsentSubject(ConsentSubjectKind.Case, found.Id, phone);
        var post = actor.PostFor(Permission.AnswerDataRequests, found.AreaCode)?.Title;
        if (command.IsGiven == false)
            return await Withhold(subject, command.IsChild, found.AreaCode, post, actor, ct);
        var said = new ConsentSaid(
            command.Channel ?? throw new InvalidInput(nameof(Command.Channel), "input.required"),
            command.GivenBy ?? throw new InvalidInput(nameof(Command.GivenBy), "input.required"),
            command.Relation,
            command.Guardian,
            command.PaperNo,
            Post: post
        );
        var isChild = command.IsChild || await desk.Db.Set<ConsentRecord>().AnyAsync(c => c.SubjectId == found.Id && c.IsChild, ct);
        var record = await book.Give(ConsentPurposes.Photos, subject, said, isChild, found.AreaCode, actor, ct);
        await desk.Db.Save(ct);
        return record.Id;
    }

    /// <exception cref="NotFound"/>
    /// <exception cref="RuleViolation"><c>consent.withdrawn</c>.</exception>
    public async Task<int> Withdraw(Guid id, Withdrawal command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var record =
            await desk.Db.Set<ConsentRecord>().FirstOrDefaultAsync(c => c.Id == id && c.Purpose == ConsentPurposes.Photos, ct)
            ?? throw new NotFound("consent");
        if (record.Version != command.Version)
            throw new StaleVersion(record.Version);
        var post = actor.PostFor(Permission.AnswerDataRequests, record.AreaCode ?? "")?.Title;
        var stopped = await book.Withdraw(record, command.Channel!.Value, null, post, actor, ct);
        await desk.Db.Save(ct);
        return stopped;
    }

    /// <summary>Nobody agreed yet: what stands is taken back, and a record says that the answer was no.</summary>
    private async Task<Guid> Withhold(
        ConsentSubject subject,
        bool isChild,
        string areaCode,
        string? post,
        Actor actor,
        CancellationToken ct,
        ConsentChannel channel = ConsentChannel.HomeVisit
    )
    {
        var standing = await book.Standing(ConsentPurposes.Photos, subject, ct);
        var record =
            standing.FirstOrDefault() ?? await book.Refuse(ConsentPurposes.Photos, subject, isChild, areaCode, post, actor, ct, channel);
        if (record.Stands)
            await book.Withdraw(record, channel, null, post, actor, ct);
        await desk.Db.Save(ct);
        return record.Id;
    }
}
