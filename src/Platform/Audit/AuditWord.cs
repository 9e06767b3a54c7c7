using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Platform.Audit;

/// <summary>What an action of the trail is called; each module names its own. 审计动作名称</summary>
/// <param name="Action">As it stands on the trail.</param>
/// <param name="Words">In Chinese; the English stands in the texts of the module.</param>
/// <param name="Look">Whether by it somebody looked at data of people, which <c>ViewingWatch</c> counts.</param>
public sealed record AuditWord(string Action, string Words, LookKind Look = LookKind.None);

/// <summary>How somebody looked at data of people. 查看方式</summary>
public enum LookKind
{
    /// <summary>没有查看个人信息</summary>
    None,

    /// <summary>打开敏感字段</summary>
    Field,

    /// <summary>打开人员记录</summary>
    Record,

    /// <summary>导入核对: the detail begins with how many people were looked up.</summary>
    Check,
}

/// <summary>Registers what a module writes on the trail.</summary>
public static class AuditWording
{
    public static IServiceCollection AddAuditWords(this IServiceCollection services, IEnumerable<AuditWord> words)
    {
        foreach (var word in words)
            services.AddSingleton(word);
        return services;
    }
}
