using Gezhi.Cases.Contract;
using Gezhi.Open311.Requests;
using Gezhi.Open311.Wire;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Open311.Catalogue;

/// <summary>A category as the protocol knows it. 服务</summary>
/// <param name="Code">The key of the category with _ for /, so that it fits into an address.</param>
/// <param name="Name">Unique in the list: FixMyStreet passes over what it finds twice.</param>
internal sealed record Service(string Code, string Key, string Name, string Group, string Description, string Keywords, bool HasQuestions);

/// <summary>The services of a district, always all of them: what is missing counts as abolished on the other side. 服务清单</summary>
internal sealed class ServiceList(GezhiDb db, PublicCases cases)
{
    /// <summary>FixMyStreet reads these keywords as switches.</summary>
    private static readonly string[] Switches = ["private", "inactive", "staff", "waste_only"];

    public static string CodeOf(string categoryKey) => categoryKey.Replace('/', '_');

    /// <summary>In the order of the catalogue.</summary>
    public async Task<IReadOnlyList<Service>> All(CancellationToken ct)
    {
        var categories = await cases.Categories(ct);
        var asked = await db.Set<Question>().Where(q => q.RetiredAt == null).Select(q => q.CategoryKey).Distinct().ToListAsync(ct);
        var asksAll = await AsksTheirNumber(ct);
        var names = Unique(categories);
        return
        [
            .. categories.Select(c => new Service(
                CodeOf(c.Key),
                c.Key,
                names[c.Key],
                c.Group,
                c.Description,
                Keywords(c),
                asksAll || asked.Contains(c.Key)
            )),
        ];
    }

    /// <summary>Whether every service asks the other platform for its own number.</summary>
    private Task<bool> AsksTheirNumber(CancellationToken ct) => db.Set<Publication>().AnyAsync(p => p.AsksTheirNumber, ct);

    /// <summary>Bare commas between them. What is never public here is private there as well: quarrels, hardship, dangers in homes.</summary>
    private static string Keywords(PublicCategory category)
    {
        var words = category.Words.Where(w => !Switches.Contains(w, StringComparer.OrdinalIgnoreCase)).Select(w => w.Replace(',', ' '));
        return string.Join(',', RequestView.IsInternal(category.Key) ? words.Prepend("private") : words);
    }

    public async Task<Service?> ByKey(string key, CancellationToken ct) => (await All(ct)).FirstOrDefault(s => s.Key == key);

    /// <summary>By its code; some clients send the name.</summary>
    public async Task<Service?> Named(string codeOrName, CancellationToken ct)
    {
        var all = await All(ct);
        return all.FirstOrDefault(s => s.Code == codeOrName) ?? all.FirstOrDefault(s => s.Name == codeOrName);
    }

    /// <summary>Questions and notices of a category, in their order; their own number last, where the district asks for it.</summary>
    public async Task<IReadOnlyList<Question>> QuestionsOf(string categoryKey, CancellationToken ct)
    {
        var questions = await db.Set<Question>()
            .AsNoTracking()
            .Where(q => q.CategoryKey == categoryKey && q.RetiredAt == null)
            .OrderBy(q => q.Order)
            .ThenBy(q => q.Code)
            .ToListAsync(ct);
        if (questions.TrueForAll(q => q.Code != TheirNumber.Code) && await AsksTheirNumber(ct))
            questions.Add(TheirNumber);
        return questions;
    }

    private static Question TheirNumber { get; } =
        new()
        {
            Code = "fixmystreet_id",
            Kind = QuestionKind.Line,
            Automated = Automation.ServerSet,
            TextZh = "对方平台上的编号",
            TextEn = "Number of the report on your platform",
        };

    public async Task<Answer> List(Ask ask, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(ask);
        return Answer.Ok(
            Body.List(
                "services",
                "service",
                (await All(ct)).Select(s => new Fields
                {
                    { "service_code", s.Code },
                    { "service_name", s.Name },
                    { "description", s.Description },
                    { "metadata", s.HasQuestions },
                    { "type", "realtime" },
                    { "keywords", s.Keywords },
                    { "group", s.Group },
                    { "groups", new Listing("group", [s.Group]) },
                })
            )
        );
    }

    /// <exception cref="Refusal">404: no such service, or nothing is asked about it.</exception>
    public async Task<Answer> Define(string code, CancellationToken ct)
    {
        var service = await Named(code, ct) ?? throw Refusal.Missing($"service_code '{code}' is not in the list of services.");
        var questions = await QuestionsOf(service.Key, ct);
        return Answer.Ok(
            new Body(
                "service_definition",
                new Fields
                {
                    { "service_code", service.Code },
                    { "attributes", new Listing("attribute", [.. questions.Select(Attribute)]) },
                }
            )
        );
    }

    private static Fields Attribute(Question question, int index)
    {
        var attribute = new Fields
        {
            { "variable", question.Kind != QuestionKind.Notice },
            { "code", question.Code },
            { "datatype", question.Datatype },
            { "required", question.IsRequired },
            { "datatype_description", null },
            { "order", index + 1 },
            { "description", question.Text },
            { "values", new Listing("value", [.. question.Values.Select(v => new Fields { { "key", v.Key }, { "name", v.Name } })]) },
        };
        if (question.AutomatedWord is { } word)
            attribute.Add("automated", word);
        return attribute;
    }

    private static Dictionary<string, string> Unique(IReadOnlyList<PublicCategory> categories)
    {
        var names = categories.ToDictionary(c => c.Key, c => c.Name.Trim());
        foreach (var twins in categories.GroupBy(c => names[c.Key]).Where(g => g.Count() > 1).ToList())
        foreach (var twin in twins)
            names[twin.Key] = $"{twin.Name.Trim()} ({twin.Group})";
        foreach (var twins in categories.GroupBy(c => names[c.Key]).Where(g => g.Count() > 1).ToList())
        foreach (var twin in twins)
            names[twin.Key] = $"{names[twin.Key]} {CodeOf(twin.Key)}";
        return names;
    }
}
