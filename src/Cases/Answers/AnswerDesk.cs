using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Resident;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Answers;

/// <summary>An answer before it goes out: as people will read it, and what to look at again. 答复预览</summary>
/// <param name="Said">What the person wrote.</param>
/// <param name="Page">What stands on the page of the receipt.</param>
/// <param name="Message">What the phone gets.</param>
/// <param name="Findings">Empty when nothing is odd.</param>
/// <param name="Fields">What the form shows now: filled from a template; null leaves what was typed.</param>
/// <param name="Seal">Of the text that was looked at: sent along, it says that the person decided.</param>
public sealed record AnswerLook(
    string Said,
    string Page,
    string Message,
    IReadOnlyList<Finding> Findings,
    IReadOnlyDictionary<string, string>? Fields,
    string Seal
)
{
    /// <summary>It was to be sent, and waits for a second look.</summary>
    public bool IsAsked { get; init; }
}

/// <summary>Prepared answers for one case, filled and looked through. 答复台</summary>
public sealed class AnswerDesk(CaseDesk desk, PublicWords words, Moments moments, UnitDirectory units, Staffing staffing, AnswerShelf shelf)
{
    /// <summary>What is offered for a step and a category.</summary>
    public async ValueTask<IReadOnlyList<AnswerTemplate>> Offered(AnswerKind kind, string? categoryKey, CancellationToken ct) =>
        (await shelf.Of(desk.Db, ct)).For(kind, categoryKey);

    /// <summary>The newest edition of every template, retired ones too.</summary>
    public async Task<IReadOnlyList<AnswerTemplate>> Newest(CancellationToken ct) =>
        [
            .. (await desk.Db.Set<AnswerTemplate>().AsNoTracking().ToListAsync(ct))
                .GroupBy(t => t.Code)
                .Select(g => g.MaxBy(t => t.Edition)!),
        ];

    /// <summary>In their order.</summary>
    public Task<List<LegalChannel>> Channels(CancellationToken ct) =>
        desk.Db.Set<LegalChannel>().AsNoTracking().OrderBy(c => c.Order).ToListAsync(ct);

    /// <summary>A template with what is known of the case, in the language of its reporters.</summary>
    public async Task<(string Text, LegalChannel? Channel)> Fill(AnswerTemplate template, Case subject, bool english, CancellationToken ct)
    {
        var channel = template.ChannelCode is { } code
            ? await desk.Db.Set<LegalChannel>().AsNoTracking().FirstOrDefaultAsync(c => c.Code == code, ct)
            : null;
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(english ? "en" : "zh-CN");
            var text = english && template.TextEn.Length > 0 ? template.TextEn : template.TextZh;
            return (FillAnswer.Fill(text, await Values(subject, channel, ct)), channel);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    /// <summary>Whether everybody who reported it reads English.</summary>
    public async Task<bool> IsEnglish(Guid caseId, CancellationToken ct) =>
        await desk.Db.Reports.AnyAsync(r => r.CaseId == caseId, ct)
        && !await desk.Db.Reports.AnyAsync(r => r.CaseId == caseId && r.Language != "en", ct);

    /// <param name="told">Words that stand below the text: the legal channel.</param>
    public async Task<AnswerLook> Look(
        Case subject,
        AnswerKind kind,
        string text,
        string told,
        IReadOnlyDictionary<string, string>? fields,
        Actor actor,
        CancellationToken ct
    )
    {
        var action = kind switch
        {
            AnswerKind.Close => CaseAction.Close,
            AnswerKind.Decline => CaseAction.Decline,
            _ => CaseAction.Transfer,
        };
        var said = string.Join("\n", new[] { CaseDesk.Text(text), CaseDesk.Text(told) }.OfType<string>());
        var accounts = await desk
            .Db.Timeline.Where(t => t.CaseId == subject.Id && t.AccountId != null && t.By == ActorKind.Staff)
            .Select(t => t.AccountId!.Value)
            .Distinct()
            .ToListAsync(ct);
        var names = await staffing.Names(actor.AccountId is { } me ? [.. accounts.Append(me).Distinct()] : accounts, ct);
        var house = await desk.Db.Set<HouseWord>().AsNoTracking().ToDictionaryAsync(w => w.Word, w => w.Instead, ct);
        var english = await IsEnglish(subject.Id, ct);
        var culture = CultureInfo.GetCultureInfo(english ? "en" : "zh-CN");
        var receipt = await desk
            .Db.Reports.Where(r => r.CaseId == subject.Id)
            .OrderBy(r => r.CreatedAt)
            .Select(r => r.ReceiptNo)
            .FirstOrDefaultAsync(ct);
        return new AnswerLook(
            said,
            words.Step(action, "") ?? "",
            words.Message(action, "", said, receipt ?? ReceiptNo.New().Value, culture),
            PlainAnswer.Check(text, house, names.Values, told),
            fields,
            SealOf(said)
        );
    }

    /// <summary>Says which text a person has looked at; nothing secret.</summary>
    internal static string SealOf(string said) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said)))[..16];

    private async Task<Dictionary<string, string?>> Values(Case subject, LegalChannel? channel, CancellationToken ct)
    {
        var catalogue = await desk.Catalogue(ct);
        var result = await desk
            .Db.TimelineTexts.Where(x => x.CaseId == subject.Id)
            .Join(
                desk.Db.Timeline.Where(t => t.Action == CaseAction.ReportDone || t.Action == CaseAction.SolveOnSpot),
                x => new { x.CaseId, x.Sequence },
                t => new { t.CaseId, t.Sequence },
                (x, t) => x
            )
            .OrderByDescending(x => x.Sequence)
            .Select(x => x.PublicText ?? x.Note)
            .FirstOrDefaultAsync(ct);
        var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        return new Dictionary<string, string?>
        {
            ["地点"] = subject.PlaceText,
            ["类别"] = catalogue.Find(subject.CategoryKey)?.PlainName(),
            ["单位"] = subject.LeadUnitCode is { } unit ? (await units.Find(unit, ct))?.Name(CultureInfo.CurrentUICulture) : null,
            ["期限"] = subject.DueAt is { } due ? moments.Say(due) : null,
            ["反映时间"] = moments.Say(subject.CreatedAt),
            ["结果"] = result,
            ["渠道"] = english ? channel?.NameEn : channel?.NameZh,
            ["渠道电话"] = channel?.Phone,
            ["渠道地址"] = channel?.Address,
        };
    }
}
