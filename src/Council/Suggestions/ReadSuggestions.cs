using Gezhi.Council.Files;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Council.Suggestions;

/// <summary>Suggestions and calls for opinions: for everybody, for the giver, for staff. 建议和意见征集查询</summary>
public sealed class ReadSuggestions(CouncilDesk desk, SuggestionScope scope, FieldCipher cipher)
{
    public const int PageSize = 100;
    private const int MostCompared = 500;

    /// <param name="IsMine">The reader supports it.</param>
    public sealed record Row(Suggestion Of, string AreaName, string? UnitName, string? CallTitle, bool IsLate, bool IsMine);

    /// <param name="Words">The reader's own; null for others and after the time of keeping.</param>
    /// <param name="TopicNo">Of the topic it became, once everybody sees that; null before and without.</param>
    public sealed record Own(Row Row, string? Words, IReadOnlyList<CouncilFile> Photos, string? TopicNo = null);

    /// <param name="Count">Suggestions in it.</param>
    public sealed record GroupRow(OpinionGroup Of, int Count);

    /// <param name="Count">All suggestions that came.</param>
    public sealed record CallRow(OpinionCall Of, string AreaName, string UnitName, int Count, bool TakesNow);

    public sealed record CallView(CallRow Row, IReadOnlyList<GroupRow> Groups, int Ungrouped);

    public static void Map(IEndpointRouteBuilder anybody, IEndpointRouteBuilder staff)
    {
        anybody
            .MapGet(
                "",
                async (ReadSuggestions feature, Actor actor, CancellationToken ct) =>
                    new
                    {
                        items = (await feature.Public(null, null, actor, ct)).Select(r => new
                        {
                            r.Of.Id,
                            r.Of.Gist,
                            Kind = r.Of.Kind.ToString(),
                            State = r.Of.State.ToString(),
                            r.Of.AreaCode,
                            r.UnitName,
                            r.Of.Answer,
                            r.Of.DoneNote,
                            r.Of.GoldenWhy,
                            r.Of.Supports,
                        }),
                    }
            )
            .WithSummary("公开的建议 · Suggestions that everybody may read");
        staff
            .MapGet(
                "",
                async (ReadSuggestions feature, Actor actor, CancellationToken ct) =>
                    new
                    {
                        items = (await feature.List(false, null, actor, ct)).Select(r => new
                        {
                            r.Of.Id,
                            r.Of.No,
                            Kind = r.Of.Kind.ToString(),
                            State = r.Of.State.ToString(),
                            r.Of.Gist,
                            r.Of.UnitCode,
                            r.Of.DueAt,
                            r.IsLate,
                            r.Of.CallId,
                            r.Of.Version,
                        }),
                    }
            )
            .WithSummary("要办的建议 · Suggestions to be worked on");
    }

    /// <summary>What everybody may read; golden ideas and the most supported first.</summary>
    public async Task<IReadOnlyList<Row>> Public(SuggestionKind? kind, SuggestionState? state, Actor actor, CancellationToken ct)
    {
        var found = desk
            .Db.Set<Suggestion>()
            .AsNoTracking()
            .Where(s => s.MayShow && s.Gist != null && s.State != SuggestionState.Withdrawn);
        if (kind is { } k)
            found = found.Where(s => s.Kind == k);
        if (state is { } st)
            found = found.Where(s => s.State == st);
        var rows = await found
            .OrderByDescending(s => s.GoldenWhy != null)
            .ThenByDescending(s => s.Supports)
            .ThenByDescending(s => s.Id)
            .Take(PageSize)
            .ToListAsync(ct);
        return await Rows(rows, actor, ct);
    }

    /// <exception cref="NotFound">Not there, or not public.</exception>
    public async Task<Own> Public(Guid id, Actor actor, CancellationToken ct)
    {
        var one = await desk.Db.Set<Suggestion>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, ct);
        if (one is not { IsPublic: true })
            throw new NotFound("suggestion");
        var photos = (await Photos(id, ct)).Where(p => p.ClearedAt is not null).ToList();
        var topicNo = one.TopicId is { } topicId
            ? await desk.Db.Set<Topics.Topic>().Where(t => t.Id == topicId && t.Size != null).Select(t => t.No).FirstOrDefaultAsync(ct)
            : null;
        return new Own((await Rows([one], actor, ct)).Single(), null, photos, topicNo);
    }

    /// <summary>By the 12 characters of the receipt: how far it is; not what was written.</summary>
    /// <exception cref="NotFound">No such receipt.</exception>
    public async Task<Row> ByReceipt(string no, Actor actor, CancellationToken ct)
    {
        var one = ReceiptNo.TryParse(no, out var read)
            ? await desk.Db.Set<Suggestion>().AsNoTracking().FirstOrDefaultAsync(s => s.No == read.Value, ct)
            : null;
        return one is null ? throw new NotFound("suggestion") : (await Rows([one], actor, ct)).Single();
    }

    /// <summary>The reader's own, newest first.</summary>
    public async Task<IReadOnlyList<Own>> Mine(Actor actor, CancellationToken ct)
    {
        if (actor is not { Kind: ActorKind.Resident, AccountId: { } me })
            return [];
        var rows = await desk
            .Db.Set<Suggestion>()
            .AsNoTracking()
            .Where(s => s.ResidentId == me)
            .OrderByDescending(s => s.CreatedAt)
            .ThenBy(s => s.Id)
            .Take(PageSize)
            .ToListAsync(ct);
        return
        [
            .. (await Rows(rows, actor, ct)).Select(r => new Own(
                r,
                cipher.Open(r.Of.DistrictId, Suggestion.WordsField, r.Of.WordsSealed),
                []
            )),
        ];
    }

    /// <summary>Public ones that say much the same, the nearest first; for who is about to send.</summary>
    public async Task<IReadOnlyList<Row>> Similar(string words, Actor actor, CancellationToken ct)
    {
        var open = await desk
            .Db.Set<Suggestion>()
            .AsNoTracking()
            .Where(s => s.MayShow && s.Gist != null && s.State != SuggestionState.Withdrawn)
            .OrderByDescending(s => s.Id)
            .Take(MostCompared)
            .ToListAsync(ct);
        var near = open.Select(s => (Of: s, By: Alike.Of(words, s.Gist!)))
            .Where(s => s.By >= Alike.Enough)
            .OrderByDescending(s => s.By)
            .ThenBy(s => s.Of.Id)
            .Take(3)
            .Select(s => s.Of)
            .ToList();
        return await Rows(near, actor, ct);
    }

    /// <summary>Those the actor keeps or answers; open ones by their limit, or the answered ones, newest first.</summary>
    public async Task<IReadOnlyList<Row>> List(bool isPast, Guid? callId, Actor actor, CancellationToken ct)
    {
        var found = scope.Visible(actor).AsNoTracking();
        if (callId is { } call)
            found = found.Where(s => s.CallId == call && s.State != SuggestionState.Withdrawn);
        else
            found = isPast
                ? found.Where(s => s.State == SuggestionState.NotAdopted || s.State == SuggestionState.Done)
                : found.Where(s =>
                    s.State != SuggestionState.NotAdopted && s.State != SuggestionState.Done && s.State != SuggestionState.Withdrawn
                );
        var rows = isPast
            ? await found.OrderByDescending(s => s.AnsweredAt).ThenBy(s => s.Id).Take(PageSize).ToListAsync(ct)
            : await found.OrderBy(s => s.State).ThenBy(s => s.DueAt).ThenBy(s => s.Id).Take(PageSize).ToListAsync(ct);
        return await Rows(rows, actor, ct);
    }

    /// <exception cref="NotFound">Not there, or not the actor's to know.</exception>
    public async Task<Own> One(Guid id, Actor actor, CancellationToken ct) =>
        new((await Rows([await scope.Find(id, null, actor, ct)], actor, ct)).Single(), null, await Photos(id, ct));

    /// <summary>Calls for everybody; those that run first.</summary>
    public async Task<IReadOnlyList<CallRow>> Calls(CancellationToken ct)
    {
        var calls = await desk
            .Db.Set<OpinionCall>()
            .AsNoTracking()
            .OrderByDescending(c => c.EndsOn)
            .ThenBy(c => c.Id)
            .Take(PageSize)
            .ToListAsync(ct);
        var rows = new List<CallRow>();
        foreach (var call in calls)
            rows.Add(await Told(call, ct));
        return [.. rows.OrderByDescending(r => r.TakesNow)];
    }

    /// <exception cref="NotFound">Not there.</exception>
    public async Task<CallView> Call(Guid id, CancellationToken ct)
    {
        var call =
            await desk.Db.Set<OpinionCall>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw new NotFound("opinion-call");
        var row = await Told(call, ct);
        var counts = await Theirs(id)
            .Where(s => s.GroupId != null)
            .GroupBy(s => s.GroupId!.Value)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var groups = await desk.Db.Set<OpinionGroup>().AsNoTracking().Where(g => g.CallId == id).OrderBy(g => g.Id).ToListAsync(ct);
        return new CallView(
            row,
            [.. groups.Select(g => new GroupRow(g, counts.GetValueOrDefault(g.Id))).OrderByDescending(g => g.Count)],
            row.Count - counts.Values.Sum()
        );
    }

    private IQueryable<Suggestion> Theirs(Guid callId) =>
        desk.Db.Set<Suggestion>().AsNoTracking().Where(s => s.CallId == callId && s.State != SuggestionState.Withdrawn);

    private async Task<CallRow> Told(OpinionCall call, CancellationToken ct) =>
        new(
            call,
            desk.AreaName(call.AreaCode),
            await desk.UnitName(call.UnitCode, ct),
            await Theirs(call.Id).CountAsync(ct),
            call.Takes(desk.Today)
        );

    private async Task<IReadOnlyList<CouncilFile>> Photos(Guid id, CancellationToken ct) =>
        await desk
            .Db.Set<CouncilFile>()
            .AsNoTracking()
            .Where(f => f.SubjectId == id)
            .OrderBy(f => f.At)
            .ThenBy(f => f.FileHash)
            .ToListAsync(ct);

    private async Task<IReadOnlyList<Row>> Rows(List<Suggestion> rows, Actor actor, CancellationToken ct)
    {
        var callIds = rows.Select(r => r.CallId).OfType<Guid>().Distinct().ToList();
        var calls = await desk
            .Db.Set<OpinionCall>()
            .AsNoTracking()
            .Where(c => callIds.Contains(c.Id))
            .ToDictionaryAsync(c => c.Id, c => c.Title, ct);
        var mine = new HashSet<string>();
        if (actor is { Kind: ActorKind.Resident, AccountId: { } me })
        {
            var marks = rows.ConvertAll(r => GiveSuggestion.MarkOf(cipher, r, me));
            mine = [.. await desk.Db.Set<SuggestionSupport>().Where(s => marks.Contains(s.Mark)).Select(s => s.Mark).ToListAsync(ct)];
        }
        var told = new List<Row>(rows.Count);
        foreach (var one in rows)
            told.Add(
                new Row(
                    one,
                    desk.AreaName(one.AreaCode),
                    one.UnitCode is { } unit ? await desk.UnitName(unit, ct) : null,
                    one.CallId is { } call ? calls.GetValueOrDefault(call) : null,
                    one.State == SuggestionState.InStudy && one.DueAt < desk.Now,
                    actor is { Kind: ActorKind.Resident, AccountId: { } account }
                        && mine.Contains(GiveSuggestion.MarkOf(cipher, one, account))
                )
            );
        return told;
    }
}
