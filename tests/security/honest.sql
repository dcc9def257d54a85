-- Ce que demandent de vrais analystes : chaque requête, séparée par une ligne de tirets, doit avoir sa réponse.
select count(*) as lignes from tallies
-----
from funding
-----
select * from loads order by received_at desc limit 5
-----
show tables
-----
describe kiosk_sessions
-----
summarize funding
-----
select territory, sum(amount) as euros from funding group by territory order by euros desc
-----
select territory, year, sum(amount) as euros from funding group by rollup (territory, year) order by all
-----
select funder, round(100 * sum(amount) / sum(sum(amount)) over (), 1) as part from funding group by funder order by part desc
-----
pivot funding on year in (2017, 2018, 2019) using sum(amount) group by territory
-----
select variable, max(n) filter (where codes = '*') as base from tallies where questionnaire = 'staff-2018' group by variable order by variable
-----
with accord as (
  select variable, territory, sum(n) as d_accord from tallies where codes = 'agree|strongly-agree' group by all
), base as (
  select variable, territory, max(n) as base from tallies where codes = '*' group by all
)
select *, round(100.0 * d_accord / base, 1) as pct from accord join base using (variable, territory) order by variable, territory
-----
select partner_label, avg(score) as moyenne, count(*) as n from partner_scores group by partner_label having count(*) >= 4 order by moyenne desc nulls last limit 10
-----
select territory, criterion, quantile_cont(score, [0.25, 0.5, 0.75]) as quartiles from partner_scores where score is not null group by all order by all
-----
select partner_label, score, rank() over (partition by territory order by score desc) as rang from partner_scores where criterion is not null qualify rang <= 3 order by territory, rang
-----
select * exclude (load_id, row_no) from partner_scores where partner_label ilike '%mission%'
-----
select distinct on (partner) partner, partner_label, theme from partner_scores order by partner, theme
-----
select centre, date_trunc('month', day) as mois, count(*) as n from kiosk_sessions group by all order by all
-----
select dayname(day) as jour, hour, count(*) as sessions from kiosk_sessions group by all order by 2, 1
-----
select centre, extract(year from day) as annee, median(seconds) / 60 as minutes from kiosk_sessions where seconds > 0 group by 1, 2 order by 1, 2
-----
select strftime(day, '%Y-%m') as mois, count(distinct person) as personnes from attendances group by mois order by mois
-----
select kind, count(*) as ateliers, sum(coalesce(places, 0)) as places from workshops where status is distinct from 'cancelled' group by kind order by kind
-----
select w.kind, count(a.person) as venues from workshops w left join attendances a using (workshop) group by w.kind order by 2 desc
-----
select a.person, min(a.day) as premiere, max(a.day) as derniere, date_diff('day', min(a.day), max(a.day)) as ecart from attendances a group by a.person having count(*) > 1 order by ecart desc limit 20
-----
select gender, age_band, count(*) as n, round(100.0 * count(*) / sum(count(*)) over (partition by gender), 1) as pct from attendances group by gender, age_band order by all
-----
select day, count(*) as n, avg(count(*)) over (order by day rows between 6 preceding and current row) as glissante from reception_visits group by day order by day
-----
select redirection_reason, count(*) as n from reception_visits where kind = 'redirection' group by 1 order by n desc
-----
select coalesce(procedure, 'non renseignée') as demarche, count_if(autonomy = 'autonome') as autonomes, count(*) as n from reception_visits group by 1
-----
with recursive mois(m) as (select date '2018-01-01' union all select m + interval 1 month from mois where m < date '2018-12-01')
select strftime(m, '%Y-%m') as mois, count(s.kiosk) as sessions from mois left join kiosk_sessions s on s.month = strftime(m, '%Y-%m') group by all order by all
-----
select r.range + 2017 as annee, coalesce(sum(f.amount), 0) as euros from range(3) r left join funding f on f.year = r.range + 2017 group by 1 order by 1
-----
select json_extract_string(fields, '$.territoire') as territoire, count(*) as lignes from source_rows group by 1 order by 2 desc
-----
select key, count(*) as n from source_rows, json_each(fields) group by key order by n desc limit 20
-----
select regexp_extract(file, '\.(\w+)$', 1) as extension, list(file order by file) as fichiers from loads group by 1
-----
select string_split(printed, ',') as sources, unnest(string_split(codes, '|')) as code from tallies limit 50
-----
select area, list_sort(list_distinct(list(prototype))) as prototypes, len(list(prototype)) as n from prototypes group by area order by n desc
-----
select audience, kind, count(*) filter (where has_prototype) as avec, count(*) filter (where not has_prototype) as sans from logic_nodes group by all order by all
-----
select c.audience, c.area, string_agg(c.member, ', ' order by c.member) as membres from correspondences c where c.member_kind = 'prototype' group by all
-----
select corr(x, y) as correlation, regr_slope(y, x) as pente from (select n as x, row_number() over (order by n) as y from tallies where n is not null)
-----
select * from tallies where reason is not null and certainty in ('ambiguous', 'contradicted') order by variable
-----
select territory, stddev_samp(score) as ecart_type, mad(score) as mad, mode(score) as mode, min(score), max(score) from partner_scores group by territory
-----
select * from funding using sample 5 rows
-----
select try_cast(printed as integer) as note, n::double / nullif((select max(n) from tallies), 0) as part from tallies limit 20
-----
select case when n >= 40 then 'fort' when n >= 10 then 'moyen' else 'faible' end as niveau, count(*) from tallies group by niveau order by niveau
-----
select h.centre, h.weekday, sum(h.minutes) / 60.0 as heures from opening_hours h where h.kind = 'opening' and coalesce(h.valid_to, date '2999-01-01') > date '2019-01-01' group by all order by all
-----
select k.kiosk, sum(o.minutes) as panne_min, count(*) as pannes from kiosk_installations k left join kiosk_outages o using (kiosk) group by k.kiosk
-----
select columns('^(territory|n|codes)$') from tallies where questionnaire = 'staff-2018' limit 10
-----
select upper(left(territory, 1)) || substr(territory, 2) as territoire, replace(funder, '-', ' ') as financeur, printf('%.2f €', amount) as montant from funding where amount between 1000 and 100000
-----
select territory from funding except select territory from partner_scores order by territory
-----
select u.valeur, count(*) from (unpivot (select territory, centre, period from tallies) on territory, centre, period into name champ value valeur) u group by 1 order by 2 desc
-----
select load_id, code, count(*) as n, any_value(message) as exemple from warnings group by load_id, code order by n desc;
