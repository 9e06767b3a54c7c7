namespace Gezhi.Workforce.Evaluation;

/// <summary>A published scheme that is not used here, and why. 不采用的办法</summary>
public sealed record SchemeLeftOut(string NameZh, string NameEn, string WhyZh, string WhyEn);

/// <summary>What the product ships: version 1 of every scheme. 产品考核办法</summary>
/// <remarks>
/// After the composites of GB/T 30428.4-2016 and one city's evaluation of departments, as quoted in public implementations; parts that reward quantity, punish
/// areas whose residents speak or cannot be reckoned are left out, and the pages say so.
/// </remarks>
public static class ProductSchemes
{
    /// <summary>In the order in which they are shown.</summary>
    public static IReadOnlyList<Scheme> All { get; } =
    [
        new(
            "grid",
            1,
            0,
            SubjectKind.Grid,
            "网格考核",
            "Grids",
            [new("account_ontime", 4000), new("account_closed", 3000), new("account_well_done", 3000)]
        )
        {
            SourceZh = "据区域评价公开实现：按期结案 40%、结案 30% 保留；立案数 20% 和公众举报率 10% 不采用，改为一次办好率 30%",
            SourceEn =
                "After the evaluation of areas in a public implementation: on time 40% and closed 30% are kept; numbers filed (20%) and public-report rate (10%) gave way to “done well at the first go” (30%)",
        },
        new(
            "street",
            1,
            0,
            SubjectKind.Street,
            "街道考核",
            "Streets",
            [new("account_ontime", 4000), new("account_closed", 3000), new("account_well_done", 3000)]
        )
        {
            SourceZh = "据区域评价公开实现：按期结案 40%、结案 30% 保留；立案数 20% 和公众举报率 10% 不采用，改为一次办好率 30%",
            SourceEn =
                "After the evaluation of areas in a public implementation: on time 40% and closed 30% are kept; numbers filed (20%) and public-report rate (10%) gave way to “done well at the first go” (30%)",
        },
        new(
            "unit",
            1,
            0,
            SubjectKind.Unit,
            "部门考核",
            "Units",
            [new("account_ontime", 5000), new("account_closed", 3000), new("account_well_done", 2000)]
        )
        {
            SourceZh = "据一市专业部门考评公开说明：按期结案 50、结案 30 保留；返工 10 和督办扣分 10 并为一次办好率 20",
            SourceEn =
                "After one city’s published evaluation of departments: on time 50 and closed 30 are kept; rework 10 and supervision 10 became “done well at the first go” 20",
        },
        new(
            "worker",
            1,
            0,
            SubjectKind.Worker,
            "网格员考核",
            "Grid workers",
            [new("verify_ontime_rate", 4000), new("ground_ontime", 3000), new("ground_well_done", 3000)]
        )
        {
            SourceZh = "本平台拟订：只看交给本网格的事是否按时、是否办好，不看上报多少",
            SourceEn = "Drafted here: whether what was given to the grid was done in time and well, never how much was reported",
        },
        new(
            "shift_leader",
            1,
            0,
            SubjectKind.Desk,
            "值班长考核",
            "Shift leaders",
            [new("file_ontime_rate", 2500), new("file_accuracy", 4000), new("account_ontime", 3500)]
        )
        {
            SourceZh = "GB/T 30428.4-2016 值班长：按时立案 25%、准确立案 40%、按期结案 35%；按期结案用严格口径",
            SourceEn = "GB/T 30428.4-2016, shift leader: filed in time 25%, filed rightly 40%, closed in time 35%, the last one strictly",
        },
        new(
            "dispatcher",
            1,
            0,
            SubjectKind.Desk,
            "派遣员考核",
            "Dispatchers",
            [new("dispatch_ontime_account", 5000), new("dispatch_right_account", 5000)]
        )
        {
            SourceZh = "GB/T 30428.4-2016 派遣员：派遣数 20% 奖励数量，不采用；按时派遣、准确派遣各 40% 按比例改为各 50%",
            SourceEn =
                "GB/T 30428.4-2016, dispatcher: the number dispatched (20%) rewards quantity and is left out; in time and right, 40% each, became 50% each",
        },
    ];

    /// <summary>Published, not used.</summary>
    public static IReadOnlyList<SchemeLeftOut> LeftOut { get; } =
    [
        new(
            "监督员（GB/T 30428.4-2016）",
            "Inspector (GB/T 30428.4-2016)",
            "漏报率 20% 没有「应报未报」的认定环节，算不出；有效上报率 40% 少报就能提高。核实是否按时已在网格员考核里。",
            "The missed-report rate (20%) cannot be reckoned: nobody confirms what should have been reported; the valid-report rate (40%) rises by reporting less. On-time verification is part of the workers’ scheme."
        ),
        new(
            "受理员（GB/T 30428.4-2016）",
            "Acceptor (GB/T 30428.4-2016)",
            "受理数分档 25% 奖励数量；核实、核查派发 75% 在这里没有单独环节，算不出。",
            "The number taken (25%) rewards quantity; the sending of verification and check (75%) is no step of its own here and cannot be reckoned."
        ),
        new(
            "区域评价里的立案数与公众举报率",
            "Numbers filed and public-report rate in the evaluation of areas",
            "立案数奖励数量；公众举报率惩罚居民愿意说话的地方。",
            "Numbers filed reward quantity; the public-report rate punishes areas whose residents speak."
        ),
    ];
}
