using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Outward;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Contract;

/// <summary>Reads categories, matters and their public steps for doors to the outside, in the district of the database. 对外读取</summary>
public sealed class PublicCases
{
    private readonly GezhiDb db;
    private readonly Catalogues catalogues;
    private readonly OutwardCases cases;
    private readonly OutwardSteps steps;
    private readonly OutwardPhotos photos;

    internal PublicCases(GezhiDb db, Catalogues catalogues, OutwardCases cases, OutwardSteps steps, OutwardPhotos photos) =>
        (this.db, this.catalogues, this.cases, this.steps, this.photos) = (db, catalogues, cases, steps, photos);

    /// <summary>Every category under which can be reported today, in the order of their keys. 在用类别</summary>
    public async Task<IReadOnlyList<PublicCategory>> Categories(CancellationToken ct)
    {
        var catalogue = await catalogues.Of(db, ct);
        return
        [
            .. catalogue
                .Categories.Where(c => c.IsInUse && catalogue.Holds(c))
                .Select(c => new PublicCategory(
                    c.Key,
                    c.Name(),
                    catalogue.Find(c.ParentKey)?.Name() ?? "",
                    catalogue.ConditionsOf(c.Key).FirstOrDefault()?.Text() ?? "",
                    c.Words.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                )),
        ];
    }

    /// <summary>Name of any category, past ones too, in the reader's language; empty for null. 类别名称</summary>
    public async ValueTask<string> NameOf(string? categoryKey, CancellationToken ct) => (await catalogues.Of(db, ct)).NameOf(categoryKey);

    /// <summary>Newest first; those reported at the same moment in the order of their ids. 列出</summary>
    public Task<IReadOnlyList<PublicCase>> List(PublicCaseQuery query, CancellationToken ct) => cases.List(query, ct);

    /// <summary>How many there are on all pages. 计数</summary>
    public Task<int> Count(PublicCaseQuery query, CancellationToken ct) => cases.Count(query, ct);

    /// <summary>Those that are there, in the order asked for. 按编号</summary>
    public Task<IReadOnlyList<PublicCase>> Find(IReadOnlyList<Guid> caseIds, CancellationToken ct) => cases.Find(caseIds, ct);

    /// <summary>The case that a connected system opened under its own number; null when it did not. 按来源编号</summary>
    public Task<Guid?> FindBy(Guid sourceId, string channelNo, CancellationToken ct) =>
        db.Reports.Where(r => r.SourceId == sourceId && r.ChannelNo == channelNo).Select(r => (Guid?)r.OwnCaseId).FirstOrDefaultAsync(ct);

    /// <summary>Public steps in a window, the oldest first. 进展</summary>
    /// <param name="from">UTC, inclusive.</param>
    /// <param name="to">UTC, inclusive.</param>
    /// <param name="most">Most steps.</param>
    public Task<IReadOnlyList<PublicStep>> Steps(DateTime from, DateTime to, int most, CancellationToken ct) =>
        steps.Between(from, to, most, ct);

    /// <summary>Every public step of these matters, also of the cases on which they hang; the oldest first. 逐案进展</summary>
    public Task<IReadOnlyList<PublicStep>> StepsOf(IReadOnlyList<Guid> caseIds, CancellationToken ct) => steps.Of(caseIds, ct);

    /// <summary>Photos that connected systems sent with these matters, in the order in which they came. 随诉求来的照片</summary>
    public Task<ILookup<Guid, PublicPhoto>> PhotosOf(IReadOnlyList<Guid> caseIds, CancellationToken ct) => photos.Of(caseIds, ct);

    /// <summary>File of the preview of a photo, WebP of at most 1,280 pixels without EXIF; null while there is none. 照片预览</summary>
    public Task<string?> PreviewOf(string hash, CancellationToken ct) => photos.PathOf(hash, ct);

    /// <summary>Phones and citizen numbers in a text are hidden, as in every text that leaves the house. 隐去号码</summary>
    public static string WithoutNumbers(string text) => Answers.PhonesInText.Hide(text);

    /// <summary>The case that has this number; null when none has. 按案号</summary>
    public Task<Guid?> FindByNo(string caseNo, CancellationToken ct) =>
        db.Cases.Where(c => c.CaseNo == caseNo).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(ct);
}
