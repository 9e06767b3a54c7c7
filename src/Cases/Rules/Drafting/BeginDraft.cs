using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Cases.Rules.Drafting;

/// <summary>Begins a draft upon the live book, or one that leads back to an older book. 新建草案</summary>
public sealed class BeginDraft(DraftDesk drafts)
{
    /// <param name="Name">What people call it.</param>
    /// <param name="Note">Why.</param>
    /// <param name="LikeBook">Number of a book to go back to: the draft then holds all changes that lead there; null begins empty.</param>
    public sealed record Command(
        [property: Needed, Longest(RuleDraft.LongestName)] string Name,
        [property: Longest(RuleDraft.LongestNote)] string? Note = null,
        int? LikeBook = null
    );

    /// <param name="Id">The draft.</param>
    /// <param name="Version">To be sent with the next command.</param>
    public sealed record Answer(Guid Id, int Version);

    public static void Map(IEndpointRouteBuilder drafts) =>
        drafts
            .MapPost("", (Command command, BeginDraft feature, Actor actor, CancellationToken ct) => feature.Run(command, actor, ct))
            .WithSummary("新建草案 · Begin a draft of the rules");

    /// <exception cref="NotFound">No such book.</exception>
    public async Task<Answer> Run(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (!actor.Can(Permission.KeepRules))
            throw new Forbidden(Permission.KeepRules);
        if (command.LikeBook is not null)
            actor.Require(Permission.KeepRules, drafts.District);
        var draft = Begin(command.Name, command.Note, actor);
        if (command.LikeBook is { } book)
            await GoBack(draft, book, actor, ct);
        await drafts.Cases.Db.Save(ct);
        return new Answer(draft.Id, draft.Version);
    }

    /// <summary>Adds an empty draft to the change that is being made.</summary>
    internal RuleDraft Begin(string name, string? note, Actor actor)
    {
        var now = drafts.Cases.Now;
        var draft = RuleDraft.Begin(
            drafts.Cases.Db.DistrictId,
            Ids.New(now),
            CaseDesk.Text(name) ?? throw new InvalidInput("Name", "input.required"),
            CaseDesk.Text(note),
            actor.AccountId,
            now
        );
        drafts.Cases.Db.Add(draft);
        drafts.Audit(actor, "begun", draft, "");
        return draft;
    }

    private async Task GoBack(RuleDraft draft, int book, Actor actor, CancellationToken ct)
    {
        var shelf = await drafts.Cases.Rules(ct);
        if (book < 1 || book >= shelf.LastBook)
            throw new NotFound("book");
        var (then, today) = (shelf.Of(book).Rules.ToDictionary(r => r.No), shelf.Of(shelf.LastBook).Rules.ToDictionary(r => r.No));
        foreach (var rule in today.Values.Where(r => !then.ContainsKey(r.No)))
            Add(draft, ChangeKind.End, rule.No, rule.Id, null, actor);
        foreach (var rule in then.Values)
            if (!today.TryGetValue(rule.No, out var live))
                Add(draft, ChangeKind.Add, rule.No, null, RuleContent.Of(rule), actor);
            else if (live.Id != rule.Id && RuleContent.Of(live) != RuleContent.Of(rule))
                Add(draft, ChangeKind.Replace, rule.No, live.Id, RuleContent.Of(rule), actor);
    }

    private void Add(RuleDraft draft, ChangeKind kind, string no, Guid? ruleId, RuleContent? content, Actor actor) =>
        drafts.Cases.Db.Add(
            new RuleChange
            {
                DistrictId = draft.DistrictId,
                DraftId = draft.Id,
                RuleNo = no,
                Kind = kind,
                RuleId = ruleId,
                Content = content?.ToJson(),
                By = actor.AccountId,
                At = drafts.Cases.Now,
            }
        );
}
