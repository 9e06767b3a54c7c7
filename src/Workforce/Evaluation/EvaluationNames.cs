using System.Globalization;
using Gezhi.Grids.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Text;
using Microsoft.Extensions.Localization;

namespace Gezhi.Workforce.Evaluation;

/// <summary>Names of those who are evaluated and of their groups, in the reader's language. 考核对象名称</summary>
public sealed class EvaluationNames(AreaBook areas, UnitDirectory units, Staffing staffing, IStringLocalizer T)
{
    /// <summary>Names of persons by their accounts, read together.</summary>
    public Task<IReadOnlyDictionary<Guid, string>> People(IReadOnlyCollection<Guid> accounts, CancellationToken ct) =>
        staffing.Names(accounts, ct);

    /// <summary>Name of a subject in the reader's language.</summary>
    public async Task<string> NameOf(SubjectKind kind, string code, CancellationToken ct) =>
        kind switch
        {
            SubjectKind.Unit => (await units.Find(code, ct))?.Name(CultureInfo.CurrentUICulture) ?? code,
            SubjectKind.Worker => Guid.TryParseExact(code, "N", out var id)
                ? (await staffing.Names([id], ct)).GetValueOrDefault(id, "—")
                : "—",
            SubjectKind.Desk => T["区级中心"],
            _ => areas.NameOf(code) ?? code,
        };

    /// <summary>A group in words.</summary>
    public string Group(SubjectKind kind, string key) =>
        kind == SubjectKind.Unit && Named.One<UnitKind>(key) is { } unit
            ? unit switch
            {
                UnitKind.Bureau => T["区直部门"],
                UnitKind.Street => T["街道办事处"],
                UnitKind.Utility => T["公用企业"],
                UnitKind.Contractor => T["作业单位"],
                UnitKind.ResponseGroup => T["应急处置组"],
                UnitKind.Community => T["社区（村）"],
                _ => T["联动力量"],
            }
            : key switch
            {
                Groups.Residential => T["居住为主"],
                Groups.Village => T["村庄"],
                Groups.Commercial => T["商业、车站"],
                Groups.Night => T["夜间经济"],
                Groups.Campus => T["学校、医院"],
                _ => "",
            };
}
