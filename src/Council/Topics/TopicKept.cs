using Gezhi.Identity.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Council.Topics;

/// <summary>What a resident raised, said, voted and rated in topics, for themselves: one item a topic. 议题中的本人信息</summary>
/// <remarks>Erased, the words stay on the public page as those of a household, and nobody can tell whose they were.</remarks>
internal sealed class TopicKept(GezhiDb db, ResidentPhones residents, TopicWords words, IStringLocalizer T) : IKeptData
{
    private const int Most = 100;

    public string Kind => "topic";

    public IReadOnlyList<string> Looks => [];

    public string Purpose(string detail) => detail;

    public async Task<IReadOnlyList<KeptItem>> Of(string phone, CancellationToken ct)
    {
        if (await residents.IdOf(phone, ct) is not { } me)
            return [];
        var parts = await PartsOf(db, me).AsNoTracking().OrderByDescending(t => t.RaisedAt).ThenBy(t => t.Id).Take(Most).ToListAsync(ct);
        var ids = parts.ConvertAll(t => t.Id);
        var comments = (
            await db.Set<TopicComment>()
                .AsNoTracking()
                .Where(c => ids.Contains(c.TopicId) && c.ResidentId == me)
                .OrderBy(c => c.At)
                .ToListAsync(ct)
        ).ToLookup(c => c.TopicId);
        var ballots = (
            await db.Set<TopicBallot>()
                .AsNoTracking()
                .Where(b => ids.Contains(b.TopicId) && b.ResidentId == me)
                .OrderBy(b => b.Round)
                .ToListAsync(ct)
        ).ToLookup(b => b.TopicId);
        var objections = (
            await db.Set<TopicObjection>()
                .AsNoTracking()
                .Where(o => ids.Contains(o.TopicId) && o.ResidentId == me)
                .OrderBy(o => o.At)
                .ToListAsync(ct)
        ).ToLookup(o => o.TopicId);
        var stars = await db.Set<TopicRating>()
            .Where(r => ids.Contains(r.TopicId) && r.ResidentId == me)
            .ToDictionaryAsync(r => r.TopicId, r => r.Stars, ct);
        var halls = await db.Set<TopicAttendee>()
            .Where(a => ids.Contains(a.TopicId) && a.ResidentId == me)
            .Select(a => a.TopicId)
            .ToListAsync(ct);
        return
        [
            .. parts.Select(topic => new KeptItem(
                Kind,
                topic.Id,
                T["议题：{0}", topic.Title],
                T["参加社区议事，把结果告诉您；删除后，您的话留在公开页上，再也查不到是谁说的"],
                LegalBasis.Consent,
                topic.RaisedAt,
                [
                    .. topic is { Source: TopicSource.Resident } && topic.ResidentId == me
                        ? new KeptField[] { new(T["您提出的议题内容"], topic.Words) }
                        : [],
                    .. comments[topic.Id].Select(c => new KeptField(T["您发表的意见"], c.Text)),
                    .. comments[topic.Id].Where(c => c.Objection is not null).Select(c => new KeptField(T["您对隐藏的异议"], c.Objection!)),
                    .. halls.Contains(topic.Id) ? new KeptField[] { new(T["到会签到"], T["到了"]) } : [],
                    .. ballots[topic.Id].Select(b => new KeptField(T["您家的表态"], words.Choice(b.IsYes))),
                    .. objections[topic.Id].Select(o => new KeptField(T["您的公示异议"], o.Text)),
                    .. stars.TryGetValue(topic.Id, out var given) ? new KeptField[] { new(T["您的评议"], T["{0} 分", given]) } : [],
                ],
                Holds(topic, ballots[topic.Id].Any()) ? T["您家已表态，议题结束后可以删除。"].Value : null,
                topic.Size is null ? "/my/topics" : $"/deliberations/{topic.No}"
            )),
        ];
    }

    public async Task<bool> Erase(Guid id, string phone, CancellationToken ct)
    {
        if (
            await residents.IdOf(phone, ct) is not { } me
            || await PartsOf(db, me).FirstOrDefaultAsync(t => t.Id == id, ct) is not { } topic
        )
            return false;
        var ballots = await db.Set<TopicBallot>().Where(b => b.TopicId == id && b.ResidentId == me).ToListAsync(ct);
        if (Holds(topic, ballots.Count > 0))
            return false;
        db.RemoveRange(ballots);
        if (topic.ResidentId == me)
            topic.Forget();
        foreach (var comment in await db.Set<TopicComment>().Where(c => c.TopicId == id && c.ResidentId == me).ToListAsync(ct))
            comment.Forget();
        foreach (var objection in await db.Set<TopicObjection>().Where(o => o.TopicId == id && o.ResidentId == me).ToListAsync(ct))
            objection.ResidentId = null;
        db.RemoveRange(await db.Set<TopicAttendee>().Where(a => a.TopicId == id && a.ResidentId == me).ToListAsync(ct));
        db.RemoveRange(await db.Set<TopicRating>().Where(r => r.TopicId == id && r.ResidentId == me).ToListAsync(ct));
        return true;
    }

    /// <summary>A voice that still counts stays.</summary>
    private static bool Holds(Topic topic, bool hasVoted) => hasVoted && !TopicFlow.IsOver(topic.State);

    /// <summary>Topics the resident raised, or in which they said, voted, sat, objected or rated something.</summary>
    internal static IQueryable<Topic> PartsOf(GezhiDb db, Guid me) =>
        db.Set<Topic>()
            .Where(t =>
                t.ResidentId == me
                || db.Set<TopicComment>().Any(c => c.TopicId == t.Id && c.ResidentId == me)
                || db.Set<TopicAttendee>().Any(a => a.TopicId == t.Id && a.ResidentId == me)
                || db.Set<TopicBallot>().Any(b => b.TopicId == t.Id && b.ResidentId == me)
                || db.Set<TopicObjection>().Any(o => o.TopicId == t.Id && o.ResidentId == me)
            );
}
