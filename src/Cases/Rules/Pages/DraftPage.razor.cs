using System.Globalization;
using Gezhi.Cases.Rules.Drafting;
using Gezhi.Cases.Rules.Sheets;
using Gezhi.Cases.Rules.Trying;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Rules.Pages;

/// <summary>Reads a draft and does what its forms ask. 草案页</summary>
public sealed partial class DraftPage : RulePage
{
    private RuleDraft draft = null!;
    private List<RuleChange> changes = [];
    private RuleTrial? trial;
    private ImportRules.Answer? returned;
    private string? returnedFile;

    [Parameter]
    public Guid DraftId { get; set; }

    [Inject]
    private DraftDesk Drafts { get; set; } = null!;

    [Inject]
    private ChangeRule Changing { get; set; } = null!;

    [Inject]
    private ImportRules Importing { get; set; } = null!;

    [Inject]
    private TryDraft Trying { get; set; } = null!;

    [Inject]
    private DecideDraft Deciding { get; set; } = null!;

    private bool IsOpen => draft.State is DraftState.Open or DraftState.Asked;

    private bool IsMine => Actor.AccountId is { } me && (draft.AuthorId == me || draft.AskedBy == me || changes.Exists(c => c.By == me));

    private DateOnly Today => Desk.Calendar.LocalDay(Now);

    private int? Version =>
        int.TryParse(Sent("Version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    private string Here => $"/rules/drafts/{DraftId}";

    protected override async Task Fetch()
    {
        await base.Fetch();
        draft =
            await Desk.Db.Set<RuleDraft>().AsNoTracking().FirstOrDefaultAsync(d => d.Id == DraftId, Aborted) ?? throw new NotFound("draft");
        changes = await Desk
            .Db.Set<RuleChange>()
            .AsNoTracking()
            .Where(c => c.DraftId == DraftId)
            .OrderBy(c => c.RuleNo)
            .ToListAsync(Aborted);
        trial = await Desk
            .Db.Set<RuleTrial>()
            .AsNoTracking()
            .Where(t => t.DraftId == DraftId)
            .OrderByDescending(t => t.AskedAt)
            .FirstOrDefaultAsync(Aborted);
        await Know([draft.AuthorId, draft.AskedBy, draft.DecidedBy]);
    }

    private Task Undo() =>
        Try(async () =>
        {
            await Changing.Undo(DraftId, Sent("RuleNo"), Version, Actor, Aborted);
            return Here + "?said=saved";
        });

    private Task Import() =>
        Try(async () =>
        {
            if (Http!.Request.Form.Files is not [{ Length: > 0 and <= ImportRules.LargestFile } file, ..])
                throw new InvalidInput("file", "input.required");
            await using var content = file.OpenReadStream();
            var answer = await Importing.Run(DraftId, content, Version, Actor, Aborted);
            if (answer.Faults.Count == 0)
                return Here + "?said=imported";
            returned = answer;
            returnedFile = answer.Returned is { Length: < 1_000_000 } bytes
                ? $"data:{Platform.Tables.SheetWriter.ContentType};base64,{Convert.ToBase64String(bytes)}"
                : null;
            Http.Response.StatusCode = 400;
            return null;
        });

    private Task Trial() =>
        Try(async () =>
        {
            await Trying.Run(DraftId, new(DayOf("FromOn"), DayOf("ToOn")), Actor, Aborted);
            return Here + "#trial";
        });

    private Task Ask() =>
        Try(async () =>
        {
            await Deciding.HandIn(DraftId, new(Version), Actor, Aborted);
            return Here;
        });

    private Task Drop() =>
        Try(async () =>
        {
            await Deciding.Drop(DraftId, new(Version), Actor, Aborted);
            return "/rules/drafts";
        });

    private Task Decide() =>
        Try(async () =>
        {
            DateTime? at = null;
            if (Sent("InForceAt") is { Length: > 0 } text)
                at = DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
                    ? Desk.Calendar.Utc(local)
                    : throw new InvalidInput("InForceAt", "input.invalid");
            await Deciding.Run(DraftId, new(Sent("IsApproved") == "true", Sent("Note"), at, Version), Actor, Aborted);
            return Here;
        });

    private DateOnly DayOf(string name) =>
        DateOnly.TryParseExact(Sent(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new InvalidInput(name, "input.invalid");
}
